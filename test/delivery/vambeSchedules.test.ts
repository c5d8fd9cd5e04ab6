import { LIMIT_MS, seeds } from './seeds';
import { sharedTime } from './sharedTime';
import { useVambeDelivery } from './useVambeDelivery';
import { vambeSchedule } from './vambeSchedule';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await sharedTime.sleep(ms),
}));

const { deliver, vambe, stranger } = useVambeDelivery();

it.each(seeds)(
	'Whatever goes wrong, every outcome is true, and nothing is sent twice: schedule %i',
	async (seed) => {
		const schedule = vambeSchedule(seed, stranger().url);
		const { items, options, handling, faults, standing, chance } = schedule;
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		vambe().faults.plan(faults);
		vambe().faults.always(standing);

		const { broken } = await deliver(items, options, handling);

		expect(broken).toEqual([]);
	},
	LIMIT_MS,
);
