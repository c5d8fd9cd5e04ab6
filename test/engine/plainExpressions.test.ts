import fc from 'fast-check';
import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { batchStatusForm } from '../../nodes/Evermuse/descriptions/batchStatusForm';
import { ingestForm } from '../../nodes/Evermuse/descriptions/ingestForm';
import { parameterReader } from '../../nodes/shared/parameterReader';
import { contactForm } from '../../nodes/Vambe/descriptions/contactForm';
import { eventForm } from '../../nodes/Vambe/descriptions/eventForm';
import { anyItem, anyMapping, mappingForm } from '../support/anyMapping';
import { compareReadings } from '../support/compareReadings';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';

const ITEMS = 20;

it('A form is read the same without the expression engine as with it', async () => {
	const total = { compared: 0, plain: 0 };
	await fc.assert(
		fc.asyncProperty(
			anyMapping,
			fc.array(anyItem, { minLength: ITEMS, maxLength: ITEMS }),
			async (form, items) => {
				const { compared, plain, differences } = await compareReadings(form, items);
				total.compared += compared;
				total.plain += plain;
				expect(differences).toEqual([]);
			},
		),
		{ seed: Number(process.env.SEED ?? 2026), numRuns: 20, endOnFailure: true },
	);
	expect(total.compared).toBeGreaterThan(2_000);
	expect(total.plain).toBeGreaterThan(300);
}, 60_000);

/** How often n8n is asked for a value while each item's form is read once. */
async function questions(parameters: INodeParameters, items: number): Promise<number> {
	let asked = 0;
	const node = probe(
		async function () {
			const context = Object.assign(Object.create(this) as IExecuteFunctions, {
				getNodeParameter: (...args: Parameters<IExecuteFunctions['getNodeParameter']>) => {
					if (args[3]?.rawExpressions !== true) asked++;
					return this.getNodeParameter(...args) as unknown;
				},
			});
			const read = parameterReader(context);
			this.getInputData().forEach((_item, itemIndex) => {
				for (const { name } of mappingForm) read(name, itemIndex);
			});
			return [[]];
		},
		{ properties: mappingForm },
	);
	const json = { id: 'a', user: { name: 'Ana' }, list: [1] };
	const input = Array.from({ length: items }, () => ({ ...json }));
	const { error } = await runNode(node, {
		parameters,
		items: input,
		credentials: [probeApi({})],
	});
	if (error) throw error;
	return asked;
}

const PLAIN = {
	list: ['={{ $json.id }}', 'fixed'],
	fields: { a: '={{ $json.user.name }}', b: '=Of {{ $json["id"] }}' },
	rows: { row: [{ key: 'id', value: '={{ $json.list[0] }}' }] },
};

it('The engine is not asked for what only copies', async () => {
	expect(await questions(PLAIN, 50)).toBe(0);
});

it('The engine is asked once an item for the one field that does more', async () => {
	const row = { key: '={{ $json.id }}', value: '={{ $json.id.toUpperCase() }}' };

	expect(await questions({ ...PLAIN, rows: { row: [row] } }, 50)).toBe(50);
});

it('No field of a form lets n8n change its value, for the reader would not', () => {
	const forms = [batchStatusForm, ingestForm, contactForm, eventForm];

	expect(JSON.stringify(forms)).not.toContain('"validateType"');
});
