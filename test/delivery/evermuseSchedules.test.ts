import { evermuseSchedule } from './evermuseSchedule';
import { LIMIT_MS, seeds } from './seeds';
import { sharedTime } from './sharedTime';
import { useEvermuseDelivery } from './useEvermuseDelivery';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { deliver, evermuse, stranger } = useEvermuseDelivery();

it.each(seeds)(
	'Whatever goes wrong, every outcome is true: schedule %i',
	async (seed) => {
		const schedule = evermuseSchedule(seed, stranger().url);
		const { items, options, handling, faults, standing, chance } = schedule;
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		evermuse().faults.plan(faults);
		evermuse().faults.always(standing);

		const { broken } = await deliver(items, options, handling);

		expect(broken).toEqual([]);
	},
	LIMIT_MS,
);
