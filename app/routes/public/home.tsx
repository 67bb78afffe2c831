export default function Home() {
	return <h1>Đòn Bẩy</h1>;
}
