import type { INodeParameters } from 'n8n-workflow';
import type { Act } from './misbehave';
import { misbehave } from './misbehave';
import type { NodeSetup } from './runNode';
import { CONTINUE, locator, useVambeContact } from './useVambeContact';

/** What is sent for the form of `upsert` as it is, where a test fills in nothing else. */
export const JANE = {
	channel: 'whatsapp',
	channel_phone_number: '+56999999999',
	contact_phone_number: '+56911112222',
};

/** The operation Create or Update, with a form that Vambe takes, on a local Vambe. */
export function useUpsert() {
	const local = useVambeContact('upsert');

	const upsert = async (parameters: INodeParameters = {}, setup: NodeSetup = {}) =>
		await local.run(
			{
				channelPhone: locator('phone', JANE.channel_phone_number),
				contactPhone: JANE.contact_phone_number,
				...parameters,
			},
			setup,
		);

	return {
		...local,
		upsert,
		/** Runs against a server that does the given, and says what was sent to it. */
		async upsertAgainst(acts: Act[], setup: NodeSetup = {}) {
			const server = await misbehave(...acts);
			const run = await upsert(setup.parameters, {
				...CONTINUE,
				credentials: local.credentialFor(server.url),
				...setup,
			});
			const sent = server.requests.map(({ body }) => JSON.parse(body.toString()) as object);
			return { ...run, sent };
		},
	};
}
