import type { INodeProperties } from 'n8n-workflow';
import { contactFilters } from './contactFilters';
import { contactGetForm } from './contactGetForm';
import { contactLimit } from './contactLimit';
import { contactLocator } from './contactLocator';
import { contactSearchForm } from './contactSearchForm';
import { contactUpsertForm } from './contactUpsertForm';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update contact',
			description: 'Create a new contact, or update the current one if it already exists (upsert)',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get contact',
			description: 'Read everything about one contact, with its open ticket',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many contacts',
			description: 'List contacts by time, pipeline, stage or a custom field',
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			action: 'Get messages of contact',
			description: 'Read what a contact and your side have written to each other',
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search contacts',
			description: 'Find up to 50 contacts by a part of their phone or email',
		},
	],
	default: 'get',
};

/** The form of Vambe Contact, from top to bottom. */
export const contactForm: INodeProperties[] = [
	operation,
	contactLocator,
	...contactGetForm,
	...contactLimit,
	contactFilters,
	...contactSearchForm,
	...contactUpsertForm,
];
