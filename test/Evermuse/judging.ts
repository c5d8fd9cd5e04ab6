import type { Judgement } from '../../nodes/Evermuse/logic/judgeReply';
import { judgeReply } from '../../nodes/Evermuse/logic/judgeReply';
import type { Receipt, RecordError } from '../../nodes/Evermuse/schemas/receipt';
import type { Reply } from '../../nodes/shared/logic/reply';
import { somePackedRecords } from '../support/aPackedRecord';

/** Why the record at this place of a batch was rejected. */
export const error = (index: number): RecordError => ({
	index,
	code: 'VALIDATION_ERROR',
	message: `_tags of ${index} is wrong`,
});

/** Judges the reply to a request with so many records, the nth from the input item n. */
export const judge = (count: number, reply: Reply<Receipt>, bytes = 100): Judgement =>
	judgeReply(somePackedRecords(count), bytes, reply);

/** The fate of each record in a letter: accepted, rejected, not sent, unsure, or `.` if it is open. */
export function fates(count: number, { results }: Judgement): string {
	const letters = Array<string>(count).fill('.');
	for (const result of results) {
		letters[result.itemIndex] = result.ok ? 'a' : result.failure.outcome[0];
	}
	expect(results).toHaveLength(letters.filter((letter) => letter !== '.').length);
	return letters.join('');
}

/** How many records are in each part that is to be sent again. */
export const sizes = ({ open }: Judgement) => open?.parts.map((part) => part.length);
