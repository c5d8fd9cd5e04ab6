import { countBy, uniq } from 'lodash';
import { faultSchema } from '../../../sandbox/faults/fault';
import { planFaults } from '../../../tools/soak/planFaults';

const plan = planFaults('1', 2_000);
const faults = plan.filter((fault) => fault !== null);

it('The same seed has the same faults, and another one others', () => {
	expect(planFaults('1', 2_000)).toEqual(plan);
	expect(planFaults('2', 2_000)).not.toEqual(plan);
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

it('Whether a request is disturbed does not say how', () => {
	const counts = Object.values(countBy(faults, JSON.stringify));
	expect(Math.min(...counts)).toBeGreaterThan(faults.length / 11 / 2);
	expect(Math.max(...counts)).toBeLessThan((faults.length / 11) * 2);
});
