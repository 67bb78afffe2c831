export {
	acceptAsRead,
	answerClaimAsRead,
	approvalToRead,
	claimToRead,
	decideAsRead,
	submissionToRead,
} from "#app/demo/as-read.server.ts";
