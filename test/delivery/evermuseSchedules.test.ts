import { range } from 'lodash';
import { time } from '../support/simulatedTime';
import { evermuseSchedule } from './evermuseSchedule';
import { useEvermuseDelivery } from './useEvermuseDelivery';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

const { deliver, evermuse, stranger } = useEvermuseDelivery();

/** How many to run, and which alone: `SCHEDULES=5000` or `SEED=17` before the command. */
const { SCHEDULES = '200', SEED } = process.env;
const seeds = SEED === undefined ? range(Number(SCHEDULES)) : [Number(SEED)];

/** For the largest schedules on a busy machine. */
const LIMIT_MS = 30_000;

it.each(seeds)(
	'Whatever goes wrong, every outcome is true: schedule %i',
	async (seed) => {
		const { items, options, handling, faults, standing } = evermuseSchedule(seed, stranger().url);
		evermuse().faults.plan(faults);
		evermuse().faults.always(standing);

		const { broken } = await deliver(items, options, handling);

		expect(broken).toEqual([]);
	},
	LIMIT_MS,
);
