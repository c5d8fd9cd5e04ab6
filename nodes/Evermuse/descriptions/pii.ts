import type { INodeProperties } from 'n8n-workflow';
import { redactionStatuses } from './choices';

export const pii: INodeProperties = {
	displayName: 'Personal Information',
	name: 'pii',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description:
		'What is known about personal information in the record, so that Evermuse can protect it',
	options: [
		{
			displayName: 'Contains Email',
			name: 'containsEmail',
			type: 'boolean',
			default: true,
			description: 'Whether the data contains email addresses',
		},
		{
			displayName: 'Contains Phone',
			name: 'containsPhone',
			type: 'boolean',
			default: true,
			description: 'Whether the data contains phone numbers',
		},
		{
			displayName: 'Detected Entities',
			name: 'detectedEntities',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Entity' },
			placeholder: 'Add Entity',
			default: {},
			description: 'Personal information that was found in the record',
			options: [
				{
					displayName: 'Entity',
					name: 'entity',
					values: [
						{
							displayName: 'Type',
							name: 'type',
							type: 'string',
							default: '',
							placeholder: 'e.g. credit_card',
							description: 'The category, e.g. email, phone, ssn or credit_card',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'What was found; leave it empty if you would rather not say',
						},
						{
							displayName: 'Confidence',
							name: 'confidence',
							type: 'number',
							typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
							default: 1,
							description: 'How sure it is, from 0 to 1',
						},
					],
				},
			],
		},
		{
			displayName: 'Redaction Status',
			name: 'redactionStatus',
			type: 'options',
			options: redactionStatuses,
			default: 'unredacted',
			description: 'What was done with the personal information before it is sent',
		},
		{
			displayName: 'Sensitive Score',
			name: 'sensitiveScore',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
			default: 0,
			description: 'How likely the record contains sensitive information, from 0 to 1',
		},
	],
};
