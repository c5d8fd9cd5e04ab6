import { DateTime } from 'luxon';
import { readContactFilters } from '../../nodes/Vambe/logic/readContactFilters';

const PIPELINE_ID = 'aa0e8400-e29b-41d4-a716-446655440100';

const read = (filters: Record<string, unknown>) => readContactFilters(filters, 'America/Santiago');

describe('The filters of Get Many', () => {
	test.each<[what: string, filters: Record<string, unknown>, query: object]>([
		['nothing', {}, { days: 30 }],
		[
			'fields left empty',
			{
				days: '',
				createdAfter: '',
				updatedAfter: null,
				pipelineId: { mode: 'list', value: '' },
				customFieldKey: ' ',
				customFieldValue: '',
			},
			{ days: 30 },
		],
		['days', { days: 7 }, { days: 7 }],
		['days as text', { days: '365' }, { days: 365 }],
		[
			'a local time, without days',
			{ createdAfter: '2026-04-21T10:30:00' },
			{ created_after: '2026-04-21T14:30:00.000Z' },
		],
		[
			'a luxon value',
			{ updatedAfter: DateTime.fromISO('2026-04-21T14:30:00Z') },
			{ updated_after: '2026-04-21T14:30:00.000Z' },
		],
		[
			'days and a time together',
			{ days: 7, updatedAfter: '2026-04-21T14:30:00Z' },
			{ days: 7, updated_after: '2026-04-21T14:30:00Z' },
		],
		[
			'a pipeline and a stage',
			{
				pipelineId: { mode: 'list', value: PIPELINE_ID },
				stageId: { mode: 'id', value: ` ${PIPELINE_ID}` },
			},
			{ days: 30, pipeline_id: PIPELINE_ID, stage_id: PIPELINE_ID },
		],
		[
			'a custom field',
			{ customFieldKey: 'plan', customFieldValue: 7 },
			{ days: 30, custom_field_key: 'plan', custom_field_value: '7' },
		],
	])('with %s', (_what, filters, query) => {
		expect(read(filters)).toEqual({ query });
	});

	test.each<[what: string, filters: Record<string, unknown>, message: string]>([
		['no days', { days: 0 }, "'Last Message Within (Days)' is not a whole number from 1 to 365"],
		[
			'too many days',
			{ days: 366 },
			"'Last Message Within (Days)' is not a whole number from 1 to 365",
		],
		[
			'half a day',
			{ days: 0.5 },
			"'Last Message Within (Days)' is not a whole number from 1 to 365",
		],
		[
			'a time that is none',
			{ createdAfter: 'soon' },
			"'Created After' is not a date and time in ISO 8601, e.g. 2026-04-21T14:30:00Z: soon",
		],
		[
			'a pipeline by name',
			{ pipelineId: { mode: 'id', value: 'Ventas' } },
			"'Pipeline' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'a stage by number',
			{ stageId: { mode: 'id', value: 3 } },
			"'Stage' is not a UUID such as 9d1c0a7e-3e9f-4a2c-8f1b-1f2b1a3c4d5e",
		],
		[
			'a custom field without value',
			{ customFieldKey: 'plan' },
			"'Custom Field Value' is empty: 'Custom Field Key' and 'Custom Field Value' go together",
		],
		[
			'a custom field without key',
			{ customFieldValue: 'Premium' },
			"'Custom Field Key' is empty: 'Custom Field Key' and 'Custom Field Value' go together",
		],
		[
			'a custom field that is an object',
			{ customFieldKey: 'plan', customFieldValue: {} },
			"'Custom Field Value' is not text",
		],
	])('are refused with %s', (_what, filters, message) => {
		expect(read(filters)).toMatchObject({
			failure: { code: 'REJECTED', outcome: 'rejected', message },
		});
	});
});
