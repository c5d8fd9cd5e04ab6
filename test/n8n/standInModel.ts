import fastify from 'fastify';

/** A tool as a model is told of it. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON Schema of the arguments. */
	parameters: { properties: Record<string, object>; required?: string[] };
}

/** What n8n asks of a model, in OpenAI's form: as much of it as matters here. */
export interface ModelRequest {
	messages: Array<{ role: string; content: string }>;
	tools: Array<{ function: OfferedTool }>;
}

export interface StandInModel {
	/** Where it takes OpenAI's chat completions. */
	baseUrl: string;
	/** What it was asked so far. */
	requests: ModelRequest[];
	close(): Promise<void>;
}

/**
 * A model that does as it is told: it calls the first tool that is offered with the prompt, a JSON
 * object, as arguments, and is content with whatever the tool answers.
 */
export async function startStandInModel(): Promise<StandInModel> {
	const requests: ModelRequest[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.post<{ Body: ModelRequest }>('/v1/chat/completions', ({ body }) => {
		requests.push(body);
		const { messages, tools } = body;
		const { role, content } = messages[messages.length - 1];
		return role === 'tool'
			? completion('stop', { content: 'Done' })
			: completion('tool_calls', {
					content: null,
					tool_calls: [
						{
							id: 'call-1',
							type: 'function',
							function: { name: tools[0].function.name, arguments: content },
						},
					],
				});
	});
	const address = await app.listen({ host: '127.0.0.1', port: 0 });
	return { baseUrl: `${address}/v1`, requests, close: async () => await app.close() };
}

const completion = (finish_reason: string, message: object) => ({
	id: 'completion-1',
	object: 'chat.completion',
	created: 0,
	model: 'stand-in',
	choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }],
	usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
});
