import { countBy, uniq } from 'lodash';
import { faultSchema } from '../../../sandbox/faults/fault';
import { planFaults } from '../../../tools/soak/planFaults';

const plan = planFaults('1', 2_000);
const faults = plan.filter((fault) => fault !== null);

it('The same seed has the same faults', () => {
	expect(planFaults('1', 2_000)).toEqual(plan);
});

it('Another seed disturbs other requests, and in other ways', () => {
	const other = planFaults('2', 2_000);
	const inBoth = plan.flatMap((fault, nth) => (fault && other[nth] ? [[fault, other[nth]]] : []));

	expect(other.map(Boolean)).not.toEqual(plan.map(Boolean));
	expect(inBoth.map(([fault]) => fault)).not.toEqual(inBoth.map(([, fault]) => fault));
});

it('One request in four meets a fault', () => {
	expect(plan).toHaveLength(2_000);
	expect(faults.length / plan.length).toBeCloseTo(0.25, 1);
});

it('Every fault comes up, and each is one that the sandbox knows', () => {
	const kinds = uniq(faults.map((fault) => JSON.stringify(fault)));
	expect(kinds).toHaveLength(11);
	expect(faults.map((fault) => faultSchema.parse(fault))).toEqual(faults);
});

it('No fault is rare, and none is all there is', () => {
	const counts = Object.values(countBy(faults, JSON.stringify));
	expect(Math.min(...counts)).toBeGreaterThan(faults.length / 11 / 2);
	expect(Math.max(...counts)).toBeLessThan((faults.length / 11) * 2);
});
