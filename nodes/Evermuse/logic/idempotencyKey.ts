import { createHash } from 'crypto';

/** Evermuse takes keys of up to this many characters. */
const MAX_KEY_LENGTH = 256;

/** So much of a hash tells the batches of one run apart. */
const MARK_LENGTH = 16;

export type KeyChoice =
	/** `label` is part of it, so that the same records can be submitted anew under another label. */
	{ from: 'content'; label: string } | { from: 'custom'; key: string } | { from: 'none' };

/**
 * The Idempotency-Key of a request.
 *
 * Made from the content, the same records give the same key: in a retry, in a repeated run and after
 * a crash, so Evermuse answers as it did before instead of taking them twice. An own key cannot stand
 * for two bodies, so all but the first batch of a run add a mark of their content to it.
 *
 * @param body the exact bytes of the request
 * @param isFirst whether this is the first batch of the run, as a whole
 */
export function idempotencyKey(
	choice: KeyChoice,
	body: Buffer,
	isFirst: boolean,
): string | undefined {
	switch (choice.from) {
		case 'none':
			return undefined;
		case 'content':
			return sha256(choice.label, body);
		case 'custom': {
			const key = encode(choice.key);
			const marked = isFirst ? key : `${key}-${sha256('', body).slice(0, MARK_LENGTH)}`;
			return marked.length <= MAX_KEY_LENGTH ? marked : sha256(marked, Buffer.alloc(0));
		}
	}
}

const sha256 = (label: string, body: Buffer): string =>
	createHash('sha256').update(label).update(body).digest('hex');

/** n8n's helper drops from a header what is not ASCII, and different keys would become the same. */
const encode = (key: string): string =>
	key.replace(/[^\x20-\x7e]/gu, (letter) => `%${Buffer.from(letter).toString('hex')}`);
