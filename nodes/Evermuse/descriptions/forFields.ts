import type { INodeProperties } from 'n8n-workflow';

/** Shown where a record is built from the form. */
export const forFields: INodeProperties['displayOptions'] = { show: { recordSource: ['fields'] } };
