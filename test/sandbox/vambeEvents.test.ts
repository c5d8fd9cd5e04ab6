import { anEvent } from './anEvent';
import { DAY, HOUR, MINUTE, NOON, SECOND, useSandbox } from './useSandbox';

const EVENTS = '/api/v1/events';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('An event sent to the local Vambe', () => {
	const { clock, vambe, sandbox } = useSandbox();

	test('is accepted with its id and stored as it was sent', async () => {
		const event = anEvent();
		const { status, body } = await vambe(EVENTS, { body: event });
		expect(status).toBe(202);
		expect(body).toEqual({ id: expect.stringMatching(UUID) });
		expect(sandbox().vambe.ledger.events).toEqual([{ id: body.id, at: NOON, body: event }]);
	});

	test('is stored twice when it is sent twice', async () => {
		const first = await vambe(EVENTS, { body: anEvent() });
		const second = await vambe(EVENTS, { body: anEvent() });
		expect(second.body.id).not.toBe(first.body.id);
		expect(sandbox().vambe.ledger.events).toHaveLength(2);
	});

	test.each([
		['the published example by phone', anEvent({ occurredAt: '2026-03-02T12:00:00.000Z' })],
		[
			'the published example by ids',
			anEvent({
				contact: { aiContactId: '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e' },
				channel: { channelId: '42' },
			}),
		],
		['a contact nobody knows', anEvent({ contact: { phone: '+10000000000' } })],
		[
			'a channel phone written with spaces',
			anEvent({ channel: { channelPhone: '+56 9 9999 9999' } }),
		],
		['a QR channel by its id', anEvent({ channel: { channelId: 'qr-bodega' } })],
		['no properties at all', anEvent({ properties: {} })],
		['every kind of value', anEvent({ properties: { a: 'x', b: 1.5, c: true, d: null } })],
		['a text of 1,024 characters', anEvent({ properties: { a: 'x'.repeat(1024) } })],
	])('is accepted with %s', async (_what, body) => {
		expect((await vambe(EVENTS, { body })).status).toBe(202);
	});

	test.each([
		['no event name', anEvent({ event: undefined })],
		['an empty event name', anEvent({ event: '' })],
		['an event name of 101 characters', anEvent({ event: 'x'.repeat(101) })],
		['no properties field', anEvent({ properties: undefined })],
		['a nested property', anEvent({ properties: { a: { b: 1 } } })],
		['a list as a property', anEvent({ properties: { a: [1] } })],
		['a text of 1,025 characters', anEvent({ properties: { a: 'x'.repeat(1025) } })],
		['a contact without identifier', anEvent({ contact: { name: 'Jane' } })],
		['a contact id that is no UUID', anEvent({ contact: { aiContactId: '42' } })],
		[
			'a contact id of no UUID version',
			anEvent({ contact: { aiContactId: '9d1c0a7e-3e9f-9a2c-8f1b-1f2b1a3c4d5e' } }),
		],
		['a number as phone', anEvent({ contact: { phone: 56911112222 } })],
		['a phone of 4 characters', anEvent({ contact: { phone: '+569' } })],
		[
			'an e-mail with two dots',
			anEvent({ contact: { phone: '+56911112222', email: 'a..b@c.cl' } }),
		],
		['a channel without identifier', anEvent({ channel: {} })],
		['a time with an offset', anEvent({ occurredAt: '2026-03-01T12:00:00-03:00' })],
		['a day that does not exist', anEvent({ occurredAt: '2026-02-29T12:00:00Z' })],
		['a list of events', [anEvent()]],
	])('is refused with %s, naming the faults one by one', async (_what, body) => {
		const answer = await vambe(EVENTS, { body });
		expect(answer.status).toBe(400);
		expect(answer.body).toEqual({
			statusCode: 400,
			message: expect.arrayContaining([expect.any(String)]),
			error: 'Bad Request',
		});
		expect(sandbox().vambe.ledger.events).toEqual([]);
	});

	test.each([
		['an unknown channel id', { channelId: '43' }],
		['an unknown channel phone', { channelPhone: '+56900000000' }],
		[
			'the id of one channel and the phone of another',
			{ channelId: '42', channelPhone: '+56988887777' },
		],
	])('is refused with %s', async (_what, channel) => {
		const answer = await vambe(EVENTS, { body: anEvent({ channel }) });
		expect(answer.status).toBe(400);
		expect(answer.body.message).toMatch(/channel/);
		expect(sandbox().vambe.ledger.events).toEqual([]);
	});

	test('is refused while it lies in the future, and accepted when its time has come', async () => {
		const body = anEvent({ occurredAt: new Date(NOON + SECOND).toISOString() });
		const early = await vambe(EVENTS, { body });
		expect(early.status).toBe(400);
		expect(early.body.message).toMatch(/future/);
		clock.time += SECOND;
		expect((await vambe(EVENTS, { body })).status).toBe(202);
	});

	test.each([
		['a body that is not JSON', '{"event":', 400],
		['no body', '', 400],
	])('is refused with %s in the words of NestJS', async (_what, body, statusCode) => {
		const answer = await vambe(EVENTS, { body });
		expect(answer.status).toBe(statusCode);
		expect(answer.body).toEqual({ statusCode, message: expect.any(String), error: 'Bad Request' });
	});

	test.each([
		['no key', null],
		['another key', 'vambe-other-key'],
	])('is refused with %s', async (_what, key) => {
		const answer = await vambe(EVENTS, { body: anEvent(), key });
		expect(answer.status).toBe(401);
		expect(answer.body).toMatchObject({ statusCode: 401, error: 'Unauthorized' });
		expect(sandbox().vambe.ledger.events).toEqual([]);
	});
});

describe('The rate limit of the local Vambe when nothing else is said', () => {
	const { vambe, sandbox } = useSandbox();

	test('is 1,000 events an hour', async () => {
		for (let sent = 0; sent < 1001; sent++) await vambe(EVENTS, { body: anEvent() });
		const statuses = sandbox().vambe.ledger.requests.map(({ status }) => status);
		expect(statuses.lastIndexOf(202)).toBe(999);
		expect(statuses[1000]).toBe(429);
	}, 60_000);
});

describe('The rate limit of the local Vambe', () => {
	const { clock, vambe, sandbox } = useSandbox({ eventsPerHour: 3 });
	const send = async () => (await vambe(EVENTS, { body: anEvent() })).status;

	test('slides: each event makes room for one an hour later, not sooner', async () => {
		expect(await send()).toBe(202);
		clock.time += 30 * MINUTE;
		expect([await send(), await send(), await send()]).toEqual([202, 202, 429]);
		clock.time = NOON + HOUR - 1;
		expect(await send()).toBe(429);
		clock.time = NOON + HOUR;
		expect([await send(), await send()]).toEqual([202, 429]);
		expect(sandbox().vambe.ledger.events).toHaveLength(4);
	});

	test('says 429 without saying when to come back', async () => {
		for (let sent = 0; sent < 3; sent++) await send();
		const answer = await vambe(EVENTS, { body: anEvent() });
		expect(answer.status).toBe(429);
		expect(answer.headers.get('retry-after')).toBeNull();
		expect(answer.body).toEqual({
			statusCode: 429,
			message: expect.any(String),
			error: 'Too Many Requests',
		});
	});

	test('counts refused events too, but not those without a valid key', async () => {
		for (let sent = 0; sent < 3; sent++) await vambe(EVENTS, { body: anEvent(), key: 'wrong' });
		for (let sent = 0; sent < 3; sent++) await vambe(EVENTS, { body: anEvent({ event: '' }) });
		expect(await send()).toBe(429);
	});

	test('holds for events only', async () => {
		for (let sent = 0; sent < 4; sent++) await send();
		expect((await vambe('/api/public/pipeline')).status).toBe(200);
		clock.time += DAY;
		expect(await send()).toBe(202);
	});
});

describe('The rate limit of the local Vambe with an hour of 30 seconds', () => {
	const { clock, vambe } = useSandbox({ eventsPerHour: 3, hourMs: 30 * SECOND });
	const send = async () => await vambe(EVENTS, { body: anEvent() });

	test('makes room when such an hour is over, and says when that is, in whole seconds', async () => {
		for (let sent = 0; sent < 3; sent++) await send();
		clock.time += 10.5 * SECOND;
		const refused = await send();
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20']);
		clock.time += 20 * SECOND;
		expect((await send()).status).toBe(202);
	});
});
