/** How many characters are decoded at once: four of them are three bytes. */
const SLICE = 4 * 65_536;

/** The bytes of base64 text, slice by slice. Line ends in it, as e-mail has them, do no harm. */
export function* decodeBase64(text: string): Generator<Buffer> {
	let left = '';
	for (let at = 0; at < text.length; at += SLICE) {
		const slice = left + text.slice(at, at + SLICE).replace(/\s/g, '');
		const whole = slice.length - (slice.length % 4);
		left = slice.slice(whole);
		yield Buffer.from(slice.slice(0, whole), 'base64');
	}
	yield Buffer.from(left, 'base64');
}
