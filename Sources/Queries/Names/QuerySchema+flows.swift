extension QuerySchema {
    /// One row a flow: what `ls` shows, and the messages and documents that passed.
    ///
    /// Fields are written and listed with dots or in one word (`error.type`, `errorType`), documents
    /// as paths. `@` names are for logs; the only one here is `@timestamp`.
    public static let flows: QuerySchema = {
        var schema = QuerySchema(
            name: "flows",
            fields: [
                Field("id", .string, "the flow's UUID"),
                Field("shortId", .string, "the last 8 digits of the id, what people type"),
                Field("kind", .string, "door, direct, asynchronous, replay or imported"),
                Field("method", .string, "the request's method, as sent"),
                Field("path", .string, "the request's path, raw and without the query"),
                Field("route", .string, "the route that took it: POST /orders/{id}, $default"),
                Field("api", .string, "the API's logical id; none for the Invoke API"),
                Field("apiKind", .string, "http, rest or invoke"),
                Field("stage", .string, "the API's stage"),
                Field("function", .string, "the function that was triggered"),
                Field("status", .number, "the response's status code"),
                Field("step", .number, "the last step reached, 0 to 5"),
                Field(
                    "state",
                    .string,
                    "sent, triggered, executed, returned, displayed; failed, rejected, abandoned, "
                        + "interrupted"
                ),
                Field(
                    "outcome",
                    .string,
                    "ok, client error, function error, gateway failure, abandoned, interrupted"
                ),
                Field("cause", .string, "what exactly went wrong, in one word"),
                Field(
                    "failed",
                    aliases: ["isFailed"],
                    .boolean,
                    "whether it failed, as in ls failed"
                ),
                Field(
                    "error.type",
                    aliases: ["errorType"],
                    .string,
                    "the type of the function's error"
                ),
                Field(
                    "error.message",
                    aliases: ["errorMessage"],
                    .string,
                    "the function's error message, at most 500 characters"
                ),
                Field(
                    "duration",
                    aliases: ["durationMs"],
                    .duration,
                    "milliseconds from sent to the last byte; conditions may say 1s"
                ),
                Field("cold", .boolean, "whether the function started for it"),
                Field("attempts", .number, "runs of a function"),
                Field("replayOf", .string, "the UUID of the flow that it replays"),
                Field("traceId", .string, "the trace: 1-8hex-24hex"),
                Field("sentAt", aliases: ["@timestamp"], .timestamp, "when the request was in"),
                Field("triggered", .duration, "milliseconds from sent to triggered"),
                Field("executed", .duration, "milliseconds from sent to executed"),
                Field("returned", .duration, "milliseconds from sent to returned"),
                Field("displayed", .duration, "milliseconds from sent to displayed"),
                Field("firstPosition", .number, "the flow's first event in the log"),
                Field("lastPosition", .number, "the flow's last event in the log"),
            ],
            documents: [
                Field("request", .any, "the client's message"),
                Field("event", .any, "the event that the function got: event.PATH"),
                Field("result", .any, "what the function answered: result.PATH"),
                Field("response", .any, "the message to the client"),
            ]
        )
        schema.members = [
            "request": MessageFields.requestMembers, "response": MessageFields.responseMembers,
        ]
        schema.closedDocuments = ["request", "response"]
        return schema
    }()

    /// One row an event, of flows and of the service: `docs/events.md`.
    public static let events: QuerySchema = {
        var schema = QuerySchema(
            name: "events",
            fields: [
                Field("position", aliases: ["@seq"], .number, "place in the whole log, from 1"),
                Field("revision", .number, "place in its stream, from 1"),
                Field(
                    "type",
                    aliases: ["@event"],
                    .string,
                    "what happened: sent, executed, held, …"
                ),
                Field("version", .number, "the form in which data is written"),
                Field("stream", .string, "the stream's id, 32 hexadecimal digits"),
                Field("streamKind", .string, "flow, service or batch"),
                Field("flow", .string, "the flow's UUID; none in other streams"),
                Field("recordedAt", .timestamp, "when the log took it"),
                Field("occurredAt", aliases: ["@timestamp"], .timestamp, "when it happened"),
                Field("@message", .string, "data as text"),
                Field("operator", .string, "the operating-system user whose doing it was"),
                Field("@step", .number, "the step it belongs to, 1 to 5; none for notes"),
                Field("@hash", .string, "the leaf hash of the event's record"),
            ],
            documents: [Field("data", .any, "the event's own fields: data.cause")]
        )
        schema.members = ["data": dataMembers]
        return schema
    }()

    /// The fields of `data` that conditions are most often about; others exist.
    private static let dataMembers: [Field] = [
        Field("function", .string, "the function"),
        Field("route", .string, "the route"),
        Field("status", .number, "the status code, of returned"),
        Field("cause", .string, "why, of rejected and aborted"),
        Field("detail", .string, "what exactly, in words of ours"),
        Field("errorType", .string, "the type of the function's error"),
        Field("attempt", .number, "which run of an asynchronous invocation"),
        Field("code", .string, "the first 12 digits of the digest of the function's code"),
        Field("cold", .boolean, "whether the environment was new, of started"),
        Field("environment", .string, "the execution environment, of started"),
        Field("durationMicros", .number, "microseconds from hand-over to answer"),
        Field("initMicros", .number, "microseconds of initialisation"),
        Field("billedMs", .number, "billed milliseconds"),
        Field("memoryUsedMB", .number, "the most memory used"),
        Field("memorySizeMB", .number, "the memory there was"),
        Field("step", .number, "the step that a note is about"),
        Field("kind", .string, "the kind of flow, of sent"),
        Field("api", .string, "the API, of sent"),
        Field("method", .string, "the method, of sent"),
        Field("traceId", .string, "the trace, of sent"),
        Field("replayOf", .string, "the flow that is replayed, of sent"),
        Field("operator", .string, "the operating-system user"),
    ]
}
