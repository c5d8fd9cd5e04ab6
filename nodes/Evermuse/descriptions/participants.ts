import type { INodeProperties } from 'n8n-workflow';
import { participantRoles, participantTypes } from './choices';
import { forFields } from './forFields';

/** What must be filled in comes first. */
const participantFields: INodeProperties[] = [
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice@acme.com',
		description:
			'What identifies the person: an email address, a phone number or an ID of your system',
	},
	{
		displayName: 'Role',
		name: 'role',
		type: 'options',
		options: participantRoles,
		default: 'external',
		description: 'Whether the person belongs to your team',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Alice Johnson',
		description: 'The name to show',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice@acme.com',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [{ name: '(Not Set)', value: '' }, ...participantTypes],
		default: '',
		description: 'What kind of participant it is',
	},
];

export const participants: INodeProperties = {
	displayName: 'Participants',
	name: 'participants',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Participant' },
	placeholder: 'Add Participant',
	default: {},
	description: 'People who took part, for attribution and filtering in Evermuse',
	displayOptions: forFields,
	options: [
		{
			displayName: 'Participant',
			name: 'participant',
			values: participantFields,
		},
	],
};
