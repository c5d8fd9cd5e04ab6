import type { Reply } from '../../nodes/shared/logic/reply';
import type { Stretch } from '../../nodes/Vambe/logic/readPages';
import { MAX_PAGES, PAGE_SIZE, readPages } from '../../nodes/Vambe/logic/readPages';
import type { Contact } from '../../nodes/Vambe/schemas/contact';

const people = (count: number, from = 0): Contact[] =>
	Array.from({ length: count }, (_, index) => ({ id: `contact-${from + index}` }));

/** A service with so many contacts, and what it was asked for. */
function serviceOf(page: (stretch: Stretch) => Contact[]) {
	const asked: Stretch[] = [];
	const send = async (stretch: Stretch): Promise<Reply<Contact[]>> => {
		asked.push(stretch);
		return { kind: 'done', body: page(stretch) };
	};
	return { asked, send };
}

const serviceWith = (count: number) =>
	serviceOf(({ limit, offset }) => people(count).slice(offset, offset + limit));

describe('Reading contacts page by page', () => {
	test.each([
		['none', 0, 1],
		['one', 1, 1],
		['a page but one', PAGE_SIZE - 1, 1],
		['a full page', PAGE_SIZE, 2],
		['a page and one', PAGE_SIZE + 1, 2],
		['five pages', 5 * PAGE_SIZE, 6],
	])('finds %s', async (_what, count, requests) => {
		const { asked, send } = serviceWith(count);
		expect(await readPages(send, Infinity)).toEqual({
			kind: 'done',
			contacts: people(count),
			isCut: false,
		});
		expect(asked).toHaveLength(requests);
	});

	test.each([
		['one', 1, [{ limit: 1, offset: 0 }]],
		['a page', PAGE_SIZE, [{ limit: PAGE_SIZE, offset: 0 }]],
		[
			'a page and a half',
			PAGE_SIZE + 25,
			[
				{ limit: PAGE_SIZE, offset: 0 },
				{ limit: 25, offset: PAGE_SIZE },
			],
		],
	])('asks for no more than %s when that is the limit', async (_what, limit, stretches) => {
		const { asked, send } = serviceWith(1_000);
		expect(await readPages(send, limit)).toMatchObject({ contacts: people(limit) });
		expect(asked).toEqual(stretches);
	});

	test('ends with a service that gives the same page for ever', async () => {
		const { asked, send } = serviceOf(() => people(PAGE_SIZE));
		expect(await readPages(send, Infinity)).toEqual({
			kind: 'done',
			contacts: people(PAGE_SIZE),
			isCut: false,
		});
		expect(asked).toHaveLength(2);
	});

	test('ends with a service that gives everything at once', async () => {
		const { send } = serviceOf(() => people(700));
		expect(await readPages(send, Infinity)).toMatchObject({ contacts: people(700), isCut: false });
		expect(await readPages(send, 60)).toMatchObject({ contacts: people(60) });
	});

	test('goes on behind what it got, where a service gives more than was asked for', async () => {
		const { asked, send } = serviceOf(({ offset }) => people(150).slice(offset, offset + 60));
		expect(await readPages(send, Infinity)).toMatchObject({ contacts: people(150) });
		expect(asked.map(({ offset }) => offset)).toEqual([0, 60, 120]);
	});

	test('gives a contact once that moved to the next page meanwhile', async () => {
		const { send } = serviceOf(({ offset }) =>
			offset === 0 ? people(PAGE_SIZE) : people(10, PAGE_SIZE - 1),
		);
		expect(await readPages(send, Infinity)).toMatchObject({ contacts: people(PAGE_SIZE + 9) });
	});

	test('ends at a cap, and says that there may be more', async () => {
		const { asked, send } = serviceOf(({ limit, offset }) => people(limit, offset));
		expect(await readPages(send, Infinity)).toMatchObject({ isCut: true });
		expect(asked).toHaveLength(MAX_PAGES);
	});

	test('is not cut by a limit that the cap allows', async () => {
		const { send } = serviceOf(({ limit, offset }) => people(limit, offset));
		expect(await readPages(send, MAX_PAGES * PAGE_SIZE)).toMatchObject({ isCut: false });
	});

	test('gives no half list when a page does not come', async () => {
		const failure = {
			outcome: 'notSent' as const,
			code: 'UNREACHABLE',
			message: 'm',
			description: 'd',
		};
		const { send } = serviceWith(1_000);
		const reply = await readPages(
			async (stretch) => (stretch.offset > 0 ? { kind: 'busy', failure } : await send(stretch)),
			Infinity,
		);
		expect(reply).toEqual({ kind: 'busy', failure });
	});
});
