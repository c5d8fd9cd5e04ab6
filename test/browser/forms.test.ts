import type { INodePropertyOptions } from 'n8n-workflow';
import {
	attachmentKinds,
	natures,
	participantRoles,
	participantTypes,
	recordTypes,
} from '../../nodes/Evermuse/descriptions/choices';
import type { EvermuseLedger, VambeLedger } from '../../sandbox/ledger';
import { underTest } from '../n8n/call';
import { readLedger, reset } from '../n8n/localService';
import { makeWorkflow } from './makeWorkflow';
import { useEditor } from './useEditor';

const ITEM = {
	ticket: 'conv-771',
	closedAt: '2026-02-24T10:15:00Z',
	question: 'Where is my invoice?',
	recording: 'https://storage.example.com/call.mp3',
	projects: ['proj-1', 'proj-2'],
};

const JANE_DOE = '9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e';

const editor = useEditor();

beforeAll(async () => {
	await Promise.all([reset(underTest.vambe), reset(underTest.evermuse)]);
	const path = await makeWorkflow(
		[ITEM],
		[
			{ name: 'Submit', type: 'evermuseIngest' },
			{ name: 'Send', type: 'vambeEvent' },
			{ name: 'List', type: 'vambeContact', parameters: { operation: 'getAll' } },
			{ name: 'Look', type: 'evermuseBatchStatus' },
			{ name: 'Not Run', type: 'evermuseIngest' },
			{
				name: 'Watch',
				type: 'evermuseBatchStatus',
				parameters: { batch: { __rl: true, mode: 'id', value: '' } },
				after: 'Not Run',
			},
			{
				name: 'Drag',
				type: 'evermuseIngest',
				parameters: {
					eventAt: ITEM.closedAt,
					productId: 'prod-abc',
					vendorIds: { id: [{ key: 'ticket_id', value: 'dragged' }] },
				},
			},
		],
	);
	await editor().goTo(path);
	await editor().node('Look').waitFor();
});
afterEach(async () => {
	await editor().closeForm();
});

/** Each choice as a dropdown shows it. */
const shown = (choices: INodePropertyOptions[]) =>
	choices.map(({ name, description }) => (description ? `${name}\n${description}` : name));

describe('a record, put together by hand', () => {
	it('explains every choice, takes what is dragged in, and arrives as the form says', async () => {
		await editor().openForm('Submit');
		const dropdowns: Record<string, string[]> = {};
		const choose = async (title: string, field: string, choice: string, part?: string) => {
			const dropdown = editor().field(field, part ? editor().at(part) : undefined);
			dropdowns[title] = await editor().choose(dropdown, choice);
		};

		await choose('type', 'type', 'Call');
		await choose('nature', 'nature', 'Guidance');
		await editor().drag('closedAt', editor().field('eventAt'));
		const vendorIds = editor().at('fixed-collection-vendorIds');
		await editor().write(editor().field('key', vendorIds), 'ticket_id');
		await editor().drag('ticket', editor().field('value', vendorIds));
		await editor().write(editor().field('productId'), 'prod-abc');
		await editor().write(editor().field('projectIds'), 'proj-123');
		await choose('data', 'dataMode', 'Fields Below');
		await editor().drag('question', editor().at('assignment-collection-drop-area'));
		await editor().press('Add Participant');
		const participants = 'fixed-collection-participants';
		await editor().write(editor().field('id', editor().at(participants)), 'alice@acme.com');
		await choose('role', 'role', 'Internal', participants);
		await choose('participant', 'type', 'Workspace Member', participants);
		await editor().press('Add Attachment');
		const attachments = 'fixed-collection-attachments';
		await choose('attachment', 'type', 'Audio', attachments);
		await editor().drag('recording', editor().field('vendorUrl', editor().at(attachments)));
		await editor().runNode();

		expect(dropdowns).toEqual({
			type: shown(recordTypes),
			nature: shown(natures),
			data: expect.arrayContaining(['Whole Input Item\nAll fields of the input item']),
			role: shown(participantRoles),
			participant: ['(Not Set)', ...shown(participantTypes)],
			attachment: shown(attachmentKinds),
		});
		const { records } = await readLedger<EvermuseLedger>(underTest.evermuse);
		const stored = records.filter(({ record }) => JSON.stringify(record).includes(ITEM.ticket));
		expect(stored).toMatchObject([
			{
				record: {
					_type: 'call',
					_nature: 'guidance',
					_event_at: expect.stringMatching(/^2026-02-24T10:15:00/),
					_vendor_ids: { ticket_id: ITEM.ticket },
					_product_id: 'prod-abc',
					_project_ids: ['proj-123'],
					data: { question: ITEM.question },
					_participants: [{ id: 'alice@acme.com', role: 'internal', type: 'workspace_member' }],
					_attachments: [{ type: 'audio', vendor_url: ITEM.recording }],
				},
			},
		]);
		expect(await editor().table()).toEqual([
			expect.objectContaining({
				status: 'accepted',
				batchId: stored[0].batchId,
				_type: 'call',
				_vendor_ids: `ticket_id:${ITEM.ticket}`,
			}),
		]);
	});
});

describe('a field that takes several texts', () => {
	it('takes an array that is dragged in, and no harm comes of one that is left empty', async () => {
		await editor().openForm('Drag');
		await editor().drag('projects', editor().field('projectIds'));
		await editor().choose(editor().at('collection-parameter-add').first(), 'Tags');
		await editor().field('tags').waitFor();
		await editor().runNode();

		const { records } = await readLedger<EvermuseLedger>(underTest.evermuse);
		const stored = records.filter(({ record }) => JSON.stringify(record).includes('dragged'));
		expect(stored).toMatchObject([{ record: { _project_ids: ITEM.projects } }]);
		expect(stored[0].record).not.toHaveProperty('_tags');
	});
});

describe('what comes out of a node', () => {
	it('is there to be dragged before it has run', async () => {
		await editor().openForm('Watch');
		await editor().drag('batchId', editor().field('batch').getByTestId('rlc-input'));
	});
});

describe('the live lists', () => {
	it('hold the channels and the contacts for an event, found by a name', async () => {
		await editor().openForm('Send');
		await editor().write(editor().field('event'), 'purchase by hand');
		await editor().chooseMode(editor().field('contact'), 'From list');
		await editor().pick(editor().field('contact'), 'Jane Doe (+56911112222, whatsapp)', 'Jane');
		await editor().pick(editor().field('channel'), 'WhatsApp Ventas +56999999999 (WhatsApp)');
		await editor().drag('ticket', editor().at('assignment-collection-drop-area'));
		await editor().runNode();

		const { events } = await readLedger<VambeLedger>(underTest.vambe);
		const sent = events.filter(({ body }) => JSON.stringify(body).includes('purchase by hand'));
		expect(sent).toMatchObject([
			{
				body: {
					contact: { aiContactId: JANE_DOE },
					channel: { channelId: '42' },
					properties: { ticket: ITEM.ticket },
				},
			},
		]);
		expect(await editor().table()).toEqual([{ id: sent[0].id, event: 'purchase by hand' }]);
	});

	it('hold the pipelines to list contacts by', async () => {
		await editor().openForm('List');
		await editor().choose(editor().at('collection-parameter-add'), 'Pipeline');
		await editor().pick(editor().field('pipelineId'), 'Postventa');
		await editor().runNode();

		const { requests } = await readLedger<VambeLedger>(underTest.vambe);
		expect(requests[requests.length - 1].query).toMatchObject({
			pipeline_id: expect.stringMatching(/^[\da-f-]{36}$/),
		});
		expect(await editor().table()).toContainEqual(
			expect.objectContaining({ name: expect.stringMatching(/\w/) }),
		);
	});

	it('hold the batches, newest first', async () => {
		const { batches } = await readLedger<EvermuseLedger>(underTest.evermuse);
		const { batchId } = batches[batches.length - 1];

		await editor().openForm('Look');
		await editor().pick(editor().field('batch'), batchId);
		await editor().runNode();

		expect(await editor().table()).toEqual([
			expect.objectContaining({ batchId, status: expect.stringMatching(/^[A-Z]+$/) }),
		]);
	});
});
