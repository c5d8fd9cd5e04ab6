import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import { answer, misbehave } from '../support/misbehave';
import { runListSearch } from '../support/runListSearch';
import { useVambeContact } from '../support/useVambeContact';

const { credentialFor } = useVambeContact('get');

describe('The lists of Vambe Contact', () => {
	const list = (methodName: string, filter?: string) =>
		runListSearch(new VambeContact(), methodName, {
			credentials: credentialFor(),
			filter,
		});

	test('show the channels of the type that was chosen, and all where an expression chooses', async () => {
		const channels = async (channelType: string) => {
			const { results } = await runListSearch(new VambeContact(), 'searchChannels', {
				credentials: credentialFor(),
				parameters: { operation: 'upsert', channelType },
			});
			return results.map(({ value }) => value);
		};
		expect(await channels('whatsapp')).toEqual(['42']);
		expect(await channels('web-whatsapp')).toEqual(['qr-bodega', 'qr-mexico']);
		expect(await channels('={{ $json.type }}')).toEqual(['42', 'qr-bodega', 'qr-mexico', '7']);
	});

	test('show the team, and find in it by a part of the name or the email', async () => {
		expect((await list('searchTeamMembers')).results).toEqual([
			{ name: 'Ana Soto (ana.soto@example.com)', value: '660e8400-e29b-41d4-a716-446655440011' },
			{
				name: 'Luis Rojas (luis.rojas@example.com)',
				value: '660e8400-e29b-41d4-a716-446655440012',
			},
		]);
		expect((await list('searchTeamMembers', 'ROJAS')).results).toHaveLength(1);
	});

	test('name a team member by what is known of them', async () => {
		const team = [
			{ id: 'a', name: 'Ana' },
			{ id: 'b', name: null, email: 'b@example.com' },
			{ id: 'c' },
		];
		const { url } = await misbehave(answer(200, team));
		const { results } = await runListSearch(new VambeContact(), 'searchTeamMembers', {
			credentials: credentialFor(url),
		});
		expect(results.map(({ name }) => name)).toEqual(['Ana', 'b@example.com', 'c']);
	});

	test('say so where there is no team', async () => {
		const { url } = await misbehave(answer(200, []));
		const none = runListSearch(new VambeContact(), 'searchTeamMembers', {
			credentials: credentialFor(url),
		});
		await expect(none).rejects.toMatchObject({
			message: 'This Vambe account has no team members yet',
		});
	});
});
