import type { INodeProperties } from 'n8n-workflow';

/** A stage of a pipeline. What it is for, each form says itself. */
export const contactStage: INodeProperties = {
	displayName: 'Stage',
	name: 'stageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a stage...',
			typeOptions: { searchListMethod: 'searchStages', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 770e8400-e29b-41d4-a716-446655440002',
		},
	],
};
