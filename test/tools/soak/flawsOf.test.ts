import type { Found } from '../../../tools/soak/Found';
import { compareWithLedger, MUST_BE_NONE } from '../../../tools/soak/compareWithLedger';
import { flawsOf } from '../../../tools/soak/flawsOf';

const items = compareWithLedger([{ id: 'a', outcome: 'accepted' }], ['a']);
const service = { node: 'Vambe Event', requests: 8, disturbed: 2, items };
const SOUND: Found = {
	runs: 20,
	due: 20,
	services: [service],
	memory: { held: { mean: 100e6, growth: 1e6 }, resident: { mean: 500e6, growth: -40e6 } },
	sockets: 0,
};
const flaws = (what: Partial<Found>) => flawsOf({ ...SOUND, ...what });
const flawsOfService = (what: Partial<typeof service>) =>
	flaws({ services: [{ ...service, ...what }] });

it('Where all is as it should be, there is no flaw', () => {
	expect(flawsOf(SOUND)).toEqual([]);
});

it.each(MUST_BE_NONE)('One item %s is a flaw', (what) => {
	expect(flawsOfService({ items: { ...items, [what]: 1 } })).toEqual([
		`Vambe Event, items ${what}: 1`,
	]);
});

it.each([['rejected'], ['notSent'], ['unsure']] as const)('An item %s is no flaw', (what) => {
	expect(flawsOfService({ items: { ...items, [what]: 9 } })).toEqual([]);
});

it('An end of a connection left open is a flaw', () => {
	expect(flaws({ sockets: 1 })).toEqual(['Ends of connections left open: 1']);
});

it('Memory that grows is a flaw: what is held by a fiftieth, what is resident by a tenth', () => {
	const { held, resident } = SOUND.memory;
	const grown = { held: { mean: 100, growth: 2 }, resident: { mean: 100, growth: 10 } };

	expect(flaws({ memory: { resident, held: { mean: 100, growth: 1.9 } } })).toEqual([]);
	expect(flaws({ memory: { held, resident: { mean: 100, growth: 9.9 } } })).toEqual([]);
	expect(flaws({ memory: grown })).toEqual([
		'Memory held after garbage collection grows by 2 %',
		'Memory resident grows by 10 %',
	]);
});

describe('What proves nothing is not sound', () => {
	it('Memory of which there is no sample', () => {
		const unknown = { mean: NaN, growth: 0 };
		expect(flaws({ memory: { held: unknown, resident: unknown } })).toHaveLength(2);
	});

	it('A schedule that ran too seldom', () => {
		expect(flaws({ runs: 18 })).toEqual([]);
		expect(flaws({ runs: 17 })).toEqual(['n8n ran 17 times where 20 were due']);
	});

	it('A service that took nothing', () => {
		expect(flawsOfService({ items: { ...items, accepted: 0 } })).toEqual([
			'Vambe Event: nothing was accepted',
		]);
	});

	it('A service that never failed', () => {
		expect(flawsOfService({ disturbed: 0 })).toEqual(['Vambe Event: no request met a fault']);
	});
});
