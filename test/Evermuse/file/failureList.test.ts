import { EVERMUSE } from '../../../nodes/Evermuse/advice';
import { FailureList, MAX_NAMED } from '../../../nodes/Evermuse/logic/file/failureList';
import { fail } from '../../../nodes/Evermuse/logic/recordFate';
import { failureOf } from '../../../nodes/shared/logic/readReply';

const invalid = failureOf(EVERMUSE, 'INVALID_RECORD', 'rejected', "'_type' is missing", {
	issues: [{ path: '_type', message: 'is missing' }],
});
const unsure = failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', 'It broke', { batchId: 'b1' });
const atLine = (line: number, itemIndex = 0) => ({ itemIndex, recordIndex: line - 1, line });

/** A list that names no further failure. */
function aFullList() {
	const list = new FailureList();
	for (let line = 1; line <= MAX_NAMED; line++) list.add(fail(atLine(line), invalid));
	return list;
}

describe('The failures of a run', () => {
	it('are told one by one', () => {
		const list = aFullList();

		expect(list.items()).toHaveLength(10_000);
		expect(list.items()[9_999]).toEqual(fail(atLine(10_000), invalid));
	});

	it('from the 10,001st on are one of each kind in each file, with their number', () => {
		const list = aFullList();
		for (let line = 10_001; line <= 12_000; line++) list.add(fail(atLine(line), invalid));
		list.add(fail(atLine(7, 1), invalid));
		list.add({ ...fail(atLine(12_001), unsure), count: 500 });
		list.add(fail(atLine(12_002), unsure));
		const { issues: _issues, ...known } = invalid;
		const { batchId: _batchId, ...knownUnsure } = unsure;

		expect(list.items().slice(10_000)).toEqual([
			{
				...fail(atLine(10_001), {
					...known,
					message:
						"2,000 more records failed with this code, the first of them: '_type' is missing",
				}),
				count: 2_000,
			},
			{
				...fail(atLine(7, 1), {
					...known,
					message: "1 more record failed with this code, the first of them: '_type' is missing",
				}),
				count: 1,
			},
			{
				...fail(atLine(12_001), {
					...knownUnsure,
					message: '501 more records failed with this code, the first of them: It broke',
				}),
				count: 501,
			},
		]);
	});

	it('always tell by itself why a file was not read on', () => {
		const list = aFullList();
		const ended = { ...fail(atLine(20_000), invalid), count: 0 };
		list.add(ended);

		expect(list.items()[10_000]).toEqual(ended);
	});
});
