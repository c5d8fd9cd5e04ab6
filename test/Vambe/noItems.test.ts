import type { IExecuteFunctions } from 'n8n-workflow';
import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';

describe('With no input items', () => {
	test.each([
		['Vambe Event', new VambeEvent()],
		['Vambe Contact', new VambeContact()],
	])(
		'%s gives none and touches nothing, though there is no item to read the form with',
		async (_name, node) => {
			const context = { getInputData: () => [] } as unknown as IExecuteFunctions;
			expect(await node.execute.call(context)).toEqual([[]]);
		},
	);
});
