import { makeWorkflow } from './makeWorkflow';
import { useEditor } from './useEditor';

const editor = useEditor();

/** Nobody knows whose the second one is. */
const ORDERS = [
	{ order: 'ORD-1', phone: '+56911112222' },
	{ order: 'ORD-2', phone: '' },
];

const ERROR = "'Contact' is empty: give a phone number or choose a contact";

beforeAll(async () => {
	const path = await makeWorkflow(ORDERS, [
		{
			name: 'Send',
			type: 'vambeEvent',
			parameters: {
				event: 'purchase',
				contact: { __rl: true, mode: 'phone', value: '={{ $json.phone }}' },
				channel: { __rl: true, mode: 'id', value: '42' },
			},
		},
	]);
	await editor().goTo(path);
	await editor().openForm('Send');
});

it('What stops a run says in the output what is wrong, what to do, and that nothing was sent', async () => {
	await editor().runNode();

	expect(await editor().at('node-error-message').innerText()).toBe(`${ERROR} [item 1]`);
	expect(await editor().at('node-error-description').innerText()).toBe(
		'Nothing was sent for this item. Correct the field and run the node again. Of 2: 0 accepted, 1 rejected, 1 not sent.',
	);
});

it('With an error output, the failed item comes out there, with its input and the reason', async () => {
	await editor().at('tab-settings').click();
	await editor().choose(editor().field('onError'), 'Continue (using error output)');
	await editor().runNode();

	await editor().at('branches').getByText('Error Branch').click();
	await editor().at('output-panel').getByText('ORD-2').waitFor();
	expect(await editor().table()).toEqual([
		expect.objectContaining({
			order: 'ORD-2',
			error: `${ERROR} [item 1]`,
			message: expect.stringContaining('Correct the field'),
			details: expect.stringContaining('outcome:rejected'),
		}),
	]);
	await editor().at('branches').getByText('Success Branch').click();
	await editor().at('output-panel').getByText('ORD-2').waitFor({ state: 'hidden' });
	expect(await editor().table()).toEqual([{ id: expect.any(String), event: 'purchase' }]);
});
