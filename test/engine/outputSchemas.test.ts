import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { EvermuseBatchStatus } from '../../nodes/Evermuse/EvermuseBatchStatus.node';
import { EvermuseIngest } from '../../nodes/Evermuse/EvermuseIngest.node';
import { VambeContact } from '../../nodes/Vambe/VambeContact.node';
import { VambeEvent } from '../../nodes/Vambe/VambeEvent.node';
import { aRecord, someRecords } from '../sandbox/aRecord';
import { time } from '../support/simulatedTime';
import { useEvermuse } from '../support/useEvermuse';
import { useUpsert } from '../support/useUpsert';
import { locator, MARIA_ID, useVambeContact } from '../support/useVambeContact';
import { useVambeEvent } from '../support/useVambeEvent';

/*
 * n8n's editor shows the fields that a node gives out before it has run, and lets them be dragged,
 * where a file beside the node says which they are. There, an object that may be null is `nullable`:
 * of one whose type is a list, the editor shows no fields inside.
 */

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => time.pass(ms),
}));

interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	required?: string[];
}

/** Where n8n looks for version 1 of the nodes of a service. */
const folderOf = (service: string) => join(__dirname, '../../nodes', service, '__schema__/v1.0.0');

const read = (service: string, operation: string): Schema =>
	JSON.parse(readFileSync(join(folderOf(service), `${operation}.json`), 'utf8')) as Schema;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each field that a schema names, and those inside, as a path. */
const named = ({ properties = {}, items }: Schema, path = ''): string[] => [
	...Object.entries(properties).flatMap(([name, inner]) => [
		`${path}.${name}`,
		...named(inner, `${path}.${name}`),
	]),
	...(items ? named(items, `${path}[]`) : []),
];

/** Each field that a value has, as a path. Of an object that may hold anything, only that it is there. */
const found = ({ properties, items }: Schema, value: unknown, path = ''): string[] => {
	if (Array.isArray(value) && items)
		return value.flatMap((entry) => found(items, entry, `${path}[]`));
	if (!isObject(value) || !properties) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		`${path}.${name}`,
		...found(properties[name] ?? { type: 'object' }, inner, `${path}.${name}`),
	]);
};

const sorted = (paths: string[]) => Array.from(new Set(paths)).sort();

/** What operations give out when all goes well, in n8n's own engine. */
const given: Array<[service: string, operation: string, run: () => Promise<INodeExecutionData[]>]> =
	[];

const evermuse = useEvermuse();
const vambeEvent = useVambeEvent();
const [get, getAll, search, getMessages] = ['get', 'getAll', 'search', 'getMessages'].map(
	useVambeContact,
);
const { upsert } = useUpsert();

const gives = (
	service: string,
	operation: string,
	run: () => Promise<{ success: INodeExecutionData[] }>,
) => given.push([service, operation, async () => (await run()).success]);

gives('Vambe', 'send', async () => await vambeEvent.run());
gives('Vambe', 'get', async () => await get.run({ contact: locator('id', MARIA_ID) }));
gives('Vambe', 'getAll', async () => await getAll.run({ returnAll: true }));
gives('Vambe', 'search', async () => await search.run({ phone: '569' }));
gives(
	'Vambe',
	'getMessages',
	async () => await getMessages.run({ contact: locator('id', MARIA_ID) }),
);
gives('Vambe', 'upsert', async () => await upsert());

const records = [...someRecords(2), ...someRecords(1)];
const ofRecords = (operation: string) => async () =>
	await evermuse.ingest({ operation, recordSource: 'input' }, { items: records });
gives('Evermuse', 'ingest', ofRecords('ingest'));
gives('Evermuse', 'validate', ofRecords('validate'));

/** A batch of which Evermuse has said all that it can: one record refused, one with a file. */
async function aBatch(): Promise<string> {
	const items = [
		aRecord({
			_attachments: [{ type: 'file', vendor_url: 'https://files.example.com/a.pdf' }],
			_vendor_ids: { message_id: 'with-a-file' },
		}),
		aRecord({ _tags: ['sandbox-reject'] }),
	];
	const options = { isolateRejected: false };
	const { success } = await evermuse.ingest(
		{ recordSource: 'input', options },
		{ items, onError: 'continueRegularOutput' },
	);
	time.pass(60_000);
	return String(success[0].json.batchId);
}
const ofBatch = (operation: string, rest: INodeParameters = {}) =>
	gives('Evermuse', operation, async () => {
		const batch = locator('id', await aBatch());
		return await evermuse.batchStatus({ operation, batch, ...rest });
	});
ofBatch('get');
ofBatch('getAll');
ofBatch('wait');

describe.each(given)('What is said beforehand of %s, %s', (service, operation, run) => {
	const schema = read(service, operation);

	it('is true of what comes out', async () => {
		const items = (await run()).map(({ json }) => json);
		const isTrue = new Ajv({ allowUnionTypes: true }).compile(schema);

		expect(items.length).toBeGreaterThan(0);
		expect(items.flatMap((item) => (isTrue(item) ? [] : isTrue.errors))).toEqual([]);
		const came = sorted(items.flatMap((item) => found(schema, item)));
		expect(sorted(named(schema))).toEqual(
			// What Vambe answers to this is documented nowhere, but for the ID.
			operation === 'upsert' ? ['.id'] : came,
		);
	});
});

it.each<[string, INodeType[]]>([
	['Evermuse', [new EvermuseBatchStatus(), new EvermuseIngest()]],
	['Vambe', [new VambeContact(), new VambeEvent()]],
])('Each operation of %s has such a file, which is of no other node', (service, nodes) => {
	const operations = nodes.flatMap(({ description }) =>
		description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options.map((option) => 'value' in option && option.value)),
	);

	expect(nodes.map(({ description }) => description.version)).toEqual([1, 1]);
	expect(readdirSync(folderOf(service)).sort()).toEqual(
		operations.map((operation) => `${operation}.json`).sort(),
	);
});
