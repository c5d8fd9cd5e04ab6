import type { IExecuteFunctions } from 'n8n-workflow';
import { parameterReader } from '../../nodes/shared/parameterReader';

/** A node of this type, on one item, with a field that is filled in with a plain expression. */
function readOnce(type: string) {
	const getNodeParameter = jest.fn((_name, _itemIndex, _fallback, options?: object) =>
		options ? '={{ $json.id }}' : 'asked',
	);
	const context = {
		getNode: () => ({ type }),
		getInputData: () => [{ json: { id: 'read' } }],
		getNodeParameter,
	} as unknown as IExecuteFunctions;
	return { value: parameterReader(context)('event', 0), getNodeParameter };
}

describe('A plain expression', () => {
	it('is read without the engine', () => {
		expect(readOnce('n8n-nodes-vambe-evermuse.vambeEvent').value).toBe('read');
	});

	it("is the engine's in a tool of an AI agent, which sees other data than its input items", () => {
		const { value, getNodeParameter } = readOnce('n8n-nodes-vambe-evermuse.vambeEventTool');

		expect(value).toBe('asked');
		expect(getNodeParameter.mock.calls).toEqual([['event', 0, undefined]]);
	});
});
