import type { INodeProperties } from 'n8n-workflow';
import { contactStage } from './contactStage';

/** Which contacts a list holds. */
export const contactFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Without a time among them, these are the contacts whose last message is at most 30 days old',
	displayOptions: { show: { operation: ['getAll'] } },
	options: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description:
				"Only contacts made later. A time without a zone is read in the workflow's time zone.",
		},
		{
			displayName: 'Custom Field Key',
			name: 'customFieldKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. plan',
			description: "The custom field that must hold 'Custom Field Value'",
		},
		{
			displayName: 'Custom Field Value',
			name: 'customFieldValue',
			type: 'string',
			default: '',
			placeholder: 'e.g. Premium',
			description: "What 'Custom Field Key' must hold",
		},
		{
			displayName: 'Last Message Within (Days)',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 365 },
			default: 30,
			description: 'Only contacts whose last message is at most this many days old, 1 to 365',
		},
		{
			displayName: 'Pipeline',
			name: 'pipelineId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'Only contacts whose open ticket is in this pipeline',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a pipeline...',
					typeOptions: { searchListMethod: 'searchPipelines', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. aa0e8400-e29b-41d4-a716-446655440100',
				},
			],
		},
		{
			...contactStage,
			description:
				'Only contacts whose default stage is this one. The stage of an open ticket is not looked at.',
		},
		{
			displayName: 'Updated After',
			name: 'updatedAfter',
			type: 'dateTime',
			default: '',
			description:
				"Only contacts changed later. A time without a zone is read in the workflow's time zone.",
		},
	],
};
