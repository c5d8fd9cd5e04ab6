import type { IDataObject } from 'n8n-workflow';
import { readReports } from '../../bench/readReports';

const idOf = ({ id }: IDataObject) => String(id);

it('What is on the error output is a failure, unless the node says that nobody can know', () => {
	const downstream = {
		success: [{ json: { batchId: 'b1' }, start: { id: 'a' } }],
		errors: [
			{ json: { error: 'no' }, start: { id: 'b' } },
			{ json: { error: 'no', details: { outcome: 'rejected' } }, start: { id: 'c' } },
			{ json: { error: 'no', details: { outcome: 'unsure' } }, start: { id: 'd' } },
		],
	};
	expect(readReports(downstream, idOf)).toEqual([
		{ id: 'a', told: 'success' },
		{ id: 'b', told: 'failure' },
		{ id: 'c', told: 'failure' },
		{ id: 'd', told: 'unclear' },
	]);
});

it('An item of no known origin is an error', () => {
	const downstream = { success: [{ json: {}, unpaired: 'no pairing' }], errors: [] };
	expect(() => readReports(downstream, idOf)).toThrow('belongs to no input: no pairing');
});
