import type { RecordDefaults } from '../../../nodes/Evermuse/logic/applyDefaults';
import { readPiece } from '../../../nodes/Evermuse/logic/file/readPiece';
import { labelOf } from '../../../nodes/Evermuse/logic/batch';
import type { BatchLimits } from '../../../nodes/Evermuse/logic/batch';
import { aRecord } from '../../sandbox/aRecord';

const LIMITS: BatchLimits = { maxRecords: 1_000, maxBytes: 5_000_000, format: 'ndjson' };
const ORIGIN = { itemIndex: 2, recordIndex: 16, line: 17 };

interface Setup {
	defaults?: RecordDefaults;
	check?: boolean;
	limits?: BatchLimits;
}

function read(
	written: string | Buffer,
	{ defaults = {}, check = true, limits = LIMITS }: Setup = {},
) {
	const bytes = Buffer.from(written);
	const piece = { index: 16, line: 17, bytes, size: bytes.length };
	const read = readPiece(piece, ORIGIN, defaults, { check, limits });
	if ('ok' in read) return read;
	const text = String(read.text);
	return { ...labelOf(read.record, read.origin), text, bytes: Buffer.byteLength(text) };
}

/** A record that is as it should be, with this as its data. */
const withData = (data: string) =>
	JSON.stringify(aRecord({ data: 'DATA' })).replace('"DATA"', data);

describe('A record of a file', () => {
	it.each([
		['numbers of any length and form', withData('{"n":18446744073709551616,"m":1.0,"e":1E+2}')],
		['spaces', ` ${withData('{ "text" :\t"Hola" }')} `.trim()],
		['escapes that need not be', withData('{"text":"\\u0048\\/"}')],
		['keys in their order, and twice', withData('{"b":1,"a":2,"b":3}')],
		['letters of several bytes', withData('{"text":"María 🙂"}')],
		['both halves of a character, escaped', withData('{"text":"\\ud83d\\ude42"}')],
	])('is sent as it is written: %s', (_what, written) => {
		expect(read(written)).toEqual({
			...ORIGIN,
			type: 'message',
			productId: 'prod-abc',
			eventAt: '2026-02-24T12:34:56Z',
			vendorIds: { message_id: 'msg-1' },
			text: written,
			bytes: Buffer.byteLength(written),
		});
	});

	it('over several lines is one line, and else as it is written', () => {
		const written = withData('{\r\n\t"n":\n1.0 }');

		expect(read(written)).toMatchObject({ text: withData('{  \t"n": 1.0 }') });
	});

	it('gets what it lacks, and is else as it is written', () => {
		const written = '{"_type":null,"data":{"n":1.0}}';
		const defaults = { _type: 'email', _product_id: 'p' };

		expect(read(written, { defaults, check: false })).toMatchObject({
			text: '{"_product_id":"p","_type":"email","data":{"n":1.0}}',
			type: 'email',
			productId: 'p',
		});
	});

	it.each<[string, string | Buffer, string]>([
		['no JSON', '{"a":}', 'The record is not valid JSON: Unexpected token'],
		['broken off', '{"a":"b', 'The record is not valid JSON: Unterminated string'],
		['a list', '[1]', 'The record is not a JSON object'],
		['a number', '7', 'The record is not a JSON object'],
		['null', 'null', 'The record is not a JSON object'],
		['not UTF-8', Buffer.from(withData('{"text":"ñ"}'), 'latin1'), 'The record is not valid UTF-8'],
		['with a mark of the byte order', `\ufeff${withData('{}')}`, 'The record is not valid JSON'],
		['without a field', JSON.stringify(aRecord({ _type: undefined })), "'_type' is missing"],
		['with a wrong field', JSON.stringify(aRecord({ _tags: 7 })), "'_tags' is not a list"],
		[
			'with half a character',
			withData('{"text":"\\ud83d"}'),
			"'data.text' holds half of a character",
		],
		[
			'with half a character, too deep to say where',
			withData(`${'{"a":'.repeat(50_000)}"\\ud83d"${'}'.repeat(50_000)}`),
			'The record is nested too deeply',
		],
	])('is not sent if it is %s', (_what, written, message) => {
		expect(read(written)).toMatchObject({
			...ORIGIN,
			ok: false,
			failure: {
				outcome: 'rejected',
				code: 'INVALID_RECORD',
				message: expect.stringContaining(message),
			},
		});
	});

	it('that is no JSON is not said to be wrong in a line of its own', () => {
		expect(read('{"a": 1,')).toMatchObject({
			failure: { message: expect.stringMatching(/ at position 8$/) },
		});
	});

	it('is held to the schema only if it is to be checked', () => {
		expect(read('{"_type":"chat"}', { check: false })).toMatchObject({ text: '{"_type":"chat"}' });
	});

	it.each([
		['as it is written', withData('{}'), {}],
		['with what it lacks', withData('{}').replace('"_type":"message",', ''), { _type: 'message' }],
	])('may be as large as a request, %s', (_what, written, defaults) => {
		const bytes = Buffer.byteLength(withData('{}'));
		const limits: BatchLimits = { ...LIMITS, format: 'records', maxBytes: bytes + 14 };

		expect(read(written, { defaults, limits })).toMatchObject({ bytes });
		expect(read(written, { defaults, limits: { ...limits, maxBytes: bytes + 13 } })).toMatchObject({
			...ORIGIN,
			ok: false,
			failure: { code: 'RECORD_TOO_LARGE', message: expect.stringContaining(`${bytes} bytes`) },
		});
	});

	it('of which only the size is known is too large', () => {
		const size = 6_000_000;

		expect(
			readPiece({ index: 0, size }, ORIGIN, {}, { check: true, limits: LIMITS }),
		).toMatchObject({
			...ORIGIN,
			failure: {
				outcome: 'rejected',
				code: 'RECORD_TOO_LARGE',
				message: 'The record is 6,000,000 bytes, more than Evermuse takes in one request',
			},
		});
	});
});
