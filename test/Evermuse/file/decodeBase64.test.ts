import { decodeBase64 } from '../../../nodes/Evermuse/logic/file/decodeBase64';

const decode = (text: string) => Buffer.concat([...decodeBase64(text)]).toString('latin1');

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, n) => n * 7));

describe('The bytes of base64 text', () => {
	it.each([0, 1, 2, 3, 4, 196_607, 196_608, 196_609, 600_000])('are all there: %i', (length) => {
		const content = bytes(length);

		expect(decode(content.toString('base64'))).toBe(content.toString('latin1'));
	});

	it.each([
		['lines of 76 letters, as e-mail has them', /.{76}/g, '$&\r\n'],
		['a space behind each letter', /./g, '$& '],
		['no filling at the end', /=+$/g, ''],
	])('are all there in text with %s', (_what, pattern, replacement) => {
		const content = bytes(400_001);
		const text = content.toString('base64').replace(pattern, replacement);

		expect(decode(text)).toBe(content.toString('latin1'));
	});

	it('are given slice by slice', () => {
		const sizes = [...decodeBase64(bytes(600_000).toString('base64'))].map(({ length }) => length);

		expect(sizes).toEqual([196_608, 196_608, 196_608, 10_176, 0]);
	});
});
