import { readFileSync } from 'node:fs';
import Ajv, { type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FastifySchema, FastifySchemaCompiler, HTTPMethods } from 'fastify';
import { get } from 'lodash';
import { parse } from 'yaml';

type Schema = Record<string, unknown>;

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema: Schema;
}

interface Operation {
	operationId?: string;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, Response>;
}

interface Response {
	$ref?: string;
	content?: Record<string, { schema: Schema }>;
}

interface Document {
	openapi: string;
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
}

/** What fastify needs to know of one operation, as the document states it. */
interface Route {
	method: HTTPMethods;
	url: string;
	schema: FastifySchema;
}

/** An OpenAPI document put to use: its operations as routes, its schemas as validators. */
export interface OpenApi {
	/** Throws when the document has no such operation. */
	route(operationId: string): Route;
	/** Query, path and headers arrive as text and are turned into their types; bodies are not. */
	validatorCompiler: FastifySchemaCompiler<Schema>;
	/** The validator of a named schema, where `replaced` stands in for other named schemas. */
	component<Value>(name: string, replaced?: Record<string, Schema>): ValidateFunction<Value>;
	/** The validator of a JSON answer; `undefined` when the document does not state its body. */
	answer(operationId: string, status: number): ValidateFunction | undefined;
}

/** Reads an OpenAPI 3.0 or 3.1 document in YAML. */
export function readOpenApi(file: string): OpenApi {
	const document = parse(readFileSync(file, 'utf8')) as Document;
	const Dialect = document.openapi.startsWith('3.1') ? Ajv2020 : Ajv;

	const validatorsWith = (options: Options) => {
		// Not strict: the documents carry examples and x- remarks among their schemas.
		const ajv = new Dialect({ strict: false, allErrors: true, ...options });
		addFormats(ajv);
		// A `$ref` is looked up in the schema's own root, so the named schemas go along.
		return <Value>(schema: Schema, replaced: Record<string, Schema> = {}) =>
			ajv.compile<Value>({
				...schema,
				components: { schemas: { ...document.components.schemas, ...replaced } },
			});
	};
	const json = validatorsWith({});
	const text = validatorsWith({ coerceTypes: true, useDefaults: true });

	const operations = new Map(
		Object.entries(document.paths).flatMap(([path, item]) =>
			Object.entries(item).map(
				([method, operation]) => [operation.operationId, { path, method, operation }] as const,
			),
		),
	);
	const find = (operationId: string) => {
		const found = operations.get(operationId);
		if (!found) throw new Error(`${file} has no operation '${operationId}'`);
		return found;
	};

	return {
		route(operationId) {
			const { path, method, operation } = find(operationId);
			return {
				method: method.toUpperCase() as HTTPMethods,
				url: path.replace(/\{(\w+)\}/g, ':$1'),
				schema: {
					params: parameterSchema(operation, 'path'),
					querystring: parameterSchema(operation, 'query'),
					headers: parameterSchema(operation, 'header'),
					...(operation.requestBody && {
						body: operation.requestBody.content['application/json'].schema,
					}),
				},
			};
		},
		validatorCompiler: ({ schema, httpPart }) => (httpPart === 'body' ? json : text)(schema),
		component: (name, replaced) => json(document.components.schemas[name], replaced),
		answer(operationId, status) {
			const response = find(operationId).operation.responses[status];
			const named = response?.$ref?.replace('#/', '').replaceAll('/', '.');
			const stated: Response | undefined = named ? get(document, named) : response;
			const schema = stated?.content?.['application/json'].schema;
			return schema && json(schema);
		},
	};
}

function parameterSchema({ parameters = [] }: Operation, place: string): Schema {
	const here = parameters.filter((parameter) => parameter.in === place);
	// Node gives header names in lower case, and fastify leaves them to a validator of one's own.
	const nameOf = ({ name }: Parameter) => (place === 'header' ? name.toLowerCase() : name);
	return {
		type: 'object',
		properties: Object.fromEntries(here.map((parameter) => [nameOf(parameter), parameter.schema])),
		required: here.filter(({ required }) => required).map(nameOf),
	};
}

/** One fault in words, for example "contact.phone must NOT have fewer than 5 characters". */
export function describeFault({ instancePath, message, keyword, params }: ErrorObject): string {
	const where = instancePath.slice(1).replaceAll('/', '.');
	const what = keyword === 'additionalProperties' ? ` '${params.additionalProperty}'` : '';
	const allowed = keyword === 'enum' ? `: ${params.allowedValues.join(', ')}` : '';
	return `${where} ${message}${what}${allowed}`.trim();
}
