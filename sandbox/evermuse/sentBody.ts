import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../refusal';

/** A body as it arrived, read as its content type says only when it is asked for. */
export interface SentBody {
	bytes: number;
	sha256: string;
	/** Throws a Refusal when it cannot be read. */
	read(): unknown;
}

type Reader = (text: string) => unknown;

/** Makes every body of `api` a SentBody: whatever is sent arrives, up to `mostBytes`. */
export function acceptBodies(api: FastifyInstance, mostBytes: number): void {
	const accept = (contentType: string, read: Reader) =>
		api.addContentTypeParser<Buffer>(
			contentType,
			{ parseAs: 'buffer', bodyLimit: mostBytes },
			async (_request: unknown, body: Buffer): Promise<SentBody> => ({
				bytes: body.length,
				sha256: createHash('sha256').update(body).digest('hex'),
				read: () => read(body.toString()),
			}),
		);
	api.removeAllContentTypeParsers();
	accept('application/json', (text) => readJson(text, 'The body is not JSON'));
	accept('application/x-ndjson', readLines);
	accept('*', () => {
		throw new Refusal(400, 'Send application/json or application/x-ndjson', {
			code: 'UNSUPPORTED_CONTENT_TYPE',
		});
	});
}

/** One JSON value a line; blank lines do not count. */
function readLines(text: string): unknown[] {
	return text
		.split('\n')
		.map((line, index) => ({ line, number: index + 1 }))
		.filter(({ line }) => line.trim() !== '')
		.map(({ line, number }) => readJson(line, `Line ${number} is not JSON`, { line: number }));
}

function readJson(text: string, message: string, details?: unknown): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal(400, message, { code: 'INVALID_JSON', details });
	}
}
