import type { FailedReply, Reply } from '../../nodes/shared/logic/reply';
import type { Stretch } from '../../nodes/Vambe/logic/contactPages';
import { contactPages, PAGE_SIZE } from '../../nodes/Vambe/logic/contactPages';
import type { Page, Place } from '../../nodes/Vambe/logic/readPages';
import { MAX_PAGES, readPages } from '../../nodes/Vambe/logic/readPages';
import type { Contact } from '../../nodes/Vambe/schemas/contact';

const people = (count: number, from = 0): Contact[] =>
	Array.from({ length: count }, (_, index) => ({ id: `contact-${from + index}` }));

/** What became of a request for a page that did not come. */
const GONE: FailedReply = {
	kind: 'busy',
	failure: { outcome: 'notSent', code: 'UNREACHABLE', message: 'm', description: 'd' },
};

/** A service with so many contacts, and what it was asked for. */
function serviceOf(page: (stretch: Stretch) => Contact[]) {
	const asked: Stretch[] = [];
	const send = async (stretch: Stretch): Promise<Reply<Contact[]>> => {
		asked.push(stretch);
		return { kind: 'done', body: page(stretch) };
	};
	return { asked, send: contactPages(send) };
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
			rows: people(count),
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
		expect(await readPages(send, limit)).toMatchObject({ rows: people(limit) });
		expect(asked).toEqual(stretches);
	});

	test('ends with a service that gives the same page for ever', async () => {
		const { asked, send } = serviceOf(() => people(PAGE_SIZE));
		expect(await readPages(send, Infinity)).toEqual({
			kind: 'done',
			rows: people(PAGE_SIZE),
			isCut: false,
		});
		expect(asked).toHaveLength(2);
	});

	test('ends with a service that gives everything at once', async () => {
		const { send } = serviceOf(() => people(700));
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(700), isCut: false });
		expect(await readPages(send, 60)).toMatchObject({ rows: people(60) });
	});

	test('goes on behind what it got, where a service gives more than was asked for', async () => {
		const { asked, send } = serviceOf(({ offset }) => people(150).slice(offset, offset + 60));
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(150) });
		expect(asked.map(({ offset }) => offset)).toEqual([0, 60, 120]);
	});

	test('gives a contact once that moved to the next page meanwhile', async () => {
		const { send } = serviceOf(({ offset }) =>
			offset === 0 ? people(PAGE_SIZE) : people(10, PAGE_SIZE - 1),
		);
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(PAGE_SIZE + 9) });
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
		const { send } = serviceWith(1_000);
		const reply = await readPages(
			async (place) => (place.page > 1 ? GONE : await send(place)),
			Infinity,
		);
		expect(reply).toEqual(GONE);
	});
});

describe('Reading messages page by page', () => {
	/** Twenty messages of a conversation, from one of them on. */
	const twenty = (from = 0) => people(20, from);

	/** A service that gives these pages, the last of them for ever, and which it was asked for. */
	function serviceOfPages(...pages: Array<Page<Contact>>) {
		const asked: number[] = [];
		const send = async ({ page }: Place): Promise<Reply<Page<Contact>>> => {
			asked.push(page);
			return { kind: 'done', body: pages[Math.min(page, pages.length) - 1] };
		};
		return { asked, send };
	}

	test('ends where the service says so, though the page is full', async () => {
		const { asked, send } = serviceOfPages(
			{ rows: twenty(), hasMore: true },
			{ rows: twenty(20), hasMore: false },
		);
		expect(await readPages(send, Infinity)).toEqual({
			kind: 'done',
			rows: people(40),
			isCut: false,
		});
		expect(asked).toEqual([1, 2]);
	});

	test('does not ask for a page that the limit does not need', async () => {
		const { asked, send } = serviceOfPages({ rows: twenty(), hasMore: true });
		expect(await readPages(send, 20)).toEqual({ kind: 'done', rows: twenty(), isCut: false });
		expect(await readPages(send, 7)).toEqual({ kind: 'done', rows: people(7), isCut: false });
		expect(asked).toEqual([1, 1]);
	});

	test('goes on past a page that is not full, if there are more', async () => {
		const { send } = serviceOfPages(
			{ rows: people(3), hasMore: true },
			{ rows: people(3, 3), hasMore: false },
		);
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(6), isCut: false });
	});

	test('ends at an empty page, whatever the service says is behind it', async () => {
		const { asked, send } = serviceOfPages(
			{ rows: twenty(), hasMore: true },
			{ rows: [], hasMore: true },
		);
		expect(await readPages(send, Infinity)).toEqual({ kind: 'done', rows: twenty(), isCut: false });
		expect(asked).toEqual([1, 2]);
	});

	test('that does not say whether there are more goes on to an empty page', async () => {
		const { asked, send } = serviceOfPages(
			{ rows: twenty(), hasMore: undefined },
			{ rows: people(2, 20), hasMore: undefined },
			{ rows: [], hasMore: undefined },
		);
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(22), isCut: false });
		expect(asked).toEqual([1, 2, 3]);
	});

	test('gives a message once that moved to the next page meanwhile', async () => {
		const { send } = serviceOfPages(
			{ rows: twenty(), hasMore: true },
			{ rows: twenty(19), hasMore: false },
		);
		expect(await readPages(send, Infinity)).toMatchObject({ rows: people(39) });
	});

	test.each([
		['is cut where the service says that there are more', true, true],
		['is whole where the service says nothing', undefined, false],
	])('that gives the same page for ever %s', async (_what, hasMore, isCut) => {
		const { asked, send } = serviceOfPages({ rows: twenty(), hasMore });
		expect(await readPages(send, Infinity)).toEqual({ kind: 'done', rows: twenty(), isCut });
		expect(asked).toEqual([1, 2]);
	});

	test('ends at a cap, and says that there may be more', async () => {
		const asked: number[] = [];
		const endless = async ({ page, offset }: Place): Promise<Reply<Page<Contact>>> => {
			asked.push(page);
			return { kind: 'done', body: { rows: people(1, offset), hasMore: true } };
		};
		const reply = await readPages(endless, Infinity);
		expect(reply).toMatchObject({ rows: people(MAX_PAGES), isCut: true });
		expect(asked).toHaveLength(MAX_PAGES);
	});

	test('gives no half list when a page does not come', async () => {
		const { send } = serviceOfPages({ rows: twenty(), hasMore: true });
		const reply = await readPages(
			async (place) => (place.page > 1 ? GONE : await send(place)),
			Infinity,
		);
		expect(reply).toEqual(GONE);
	});
});
