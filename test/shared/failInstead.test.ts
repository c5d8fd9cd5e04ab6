import type { OnError } from 'n8n-workflow';
import { EVERMUSE } from '../../nodes/Evermuse/advice';
import { failInstead } from '../../nodes/shared/failInstead';
import { failureOf } from '../../nodes/shared/logic/readReply';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';

const unclear = (message: string) => failureOf(EVERMUSE, 'UNCONFIRMED', 'unsure', message);

const work = async (onError: OnError, does: () => void) =>
	await runNode(
		probe(async function () {
			return await failInstead(this, unclear, async () => {
				does();
				return [[{ json: { went: 'well' }, pairedItem: 0 }]];
			});
		}),
		{ credentials: [probeApi({})], onError, items: [{ n: 1 }, { n: 2 }] },
	);

const fails = () => {
	throw new Error('No such thing');
};

describe('Work that nobody expected to fail', () => {
	it('stops the workflow with its own words, as n8n does by default', async () => {
		const { status, error } = await work('stopWorkflow', fails);

		expect(status).toBe('error');
		expect(error?.message).toBe('No such thing');
	});

	it('is the fate of every item where the user goes on, and none passes for success', async () => {
		const { success, errors } = await work('continueErrorOutput', fails);

		expect(success).toEqual([]);
		expect(errors.map(({ json }) => json)).toEqual(
			[1, 2].map((n, itemIndex) => ({
				n,
				error: `The node could not go on: No such thing [item ${itemIndex}]`,
				message: expect.stringContaining(EVERMUSE.advice.UNCONFIRMED.description),
				details: { outcome: 'unsure', code: 'UNCONFIRMED' },
			})),
		);
	});

	it.each<OnError>(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'])(
		'changes nothing when it does not fail: %s',
		async (onError) => {
			const { success } = await work(onError, () => undefined);

			expect(success.map(({ json }) => json)).toEqual([{ went: 'well' }]);
		},
	);
});
