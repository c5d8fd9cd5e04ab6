import { createHash } from 'crypto';

/** Evermuse takes keys of up to this many characters. */
const MAX_KEY_LENGTH = 256;

export type KeyChoice = { from: 'content' } | { from: 'custom'; key: string } | { from: 'none' };

/**
 * The Idempotency-Key of a request.
 *
 * Made from the content, the same records give the same key: in a retry, in a repeated run and after
 * a crash, so Evermuse answers as it did before instead of taking them twice. An own key cannot stand
 * for two bodies, so from the second batch on it is numbered.
 *
 * @param body the exact bytes of the request
 * @param batchIndex the batch's place in the run, from 0
 */
export function idempotencyKey(
	choice: KeyChoice,
	body: Buffer,
	batchIndex: number,
): string | undefined {
	if (choice.from === 'none') return undefined;
	if (choice.from === 'content') return createHash('sha256').update(body).digest('hex');
	const suffix = batchIndex === 0 ? '' : `-${batchIndex + 1}`;
	return encode(choice.key).slice(0, MAX_KEY_LENGTH - suffix.length) + suffix;
}

/** n8n's helper drops from a header what is beyond Latin-1, and different keys would become the same. */
const encode = (key: string): string =>
	key.replace(/[^\x20-\x7e]/gu, (letter) => `%${Buffer.from(letter).toString('hex')}`);
