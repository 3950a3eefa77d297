extension QuerySchema {
    /// What functions and their runtime wrote, a row a line. Further names are members of lines that
    /// hold a JSON object.
    /// - SeeAlso: [Supported logs and discovered fields](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html)
    public static let functionLogs = QuerySchema(
        name: "/aws/lambda",
        fields: commonLogFields + [
            Field("@requestId", .string, "the id of the invocation, as the function saw it"),
            Field("@type", .string, "START, END, REPORT for the platform's lines"),
            Field("@duration", .duration, "milliseconds that the invocation took, of REPORT"),
            Field("@billedDuration", .duration, "billed milliseconds, of REPORT"),
            Field("@initDuration", .duration, "milliseconds of a cold start, of REPORT"),
            Field("@memorySize", .number, "memory in bytes of 1000 × 1000 a MB, of REPORT"),
            Field("@maxMemoryUsed", .number, "the most memory used in bytes, of REPORT"),
            Field("@xrayTraceId", .string, "the trace"),
            Field("@function", .string, "the function"),
            Field("@route", .string, "the route of the request"),
            Field("@apiId", .string, "the API of the request"),
            Field("@status", .number, "the status code of the response"),
            Field("@state", .string, "where the flow stands"),
            Field("@errorType", .string, "the type of the function's error"),
            Field("@replayOf", .string, "the UUID of the flow that is replayed"),
        ],
        hasDiscoveredFields: true
    )

    /// API Gateway's access log, a row a response, under the names that the documentation's samples
    /// assume.
    /// - SeeAlso: [Sample queries](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html)
    public static let accessLogs = QuerySchema(
        name: "/aws/apigateway",
        fields: commonLogFields + [
            Field("requestId", .string, "the id of the request, as the client got it"),
            Field("ip", .string, "the client's address"),
            Field("httpMethod", .string, "the method"),
            Field("path", .string, "the path, raw"),
            Field("resourcePath", .string, "the path of the route: /orders/{id}"),
            Field("protocol", .string, "HTTP/1.1"),
            Field("status", .number, "the status code"),
            Field("responseLength", .number, "bytes of the response's body"),
            Field("responseLatency", .duration, "milliseconds from the request to the response"),
            Field("integrationLatency", .duration, "milliseconds that the function took"),
            Field("stage", .string, "the API's stage"),
            Field("api", .string, "the API's logical id"),
            Field("@function", .string, "the function that was triggered"),
        ]
    )

    private static let commonLogFields: [Field] = [
        Field("@timestamp", .timestamp, "when it was written"),
        Field("@message", .string, "the whole line"),
        Field("@log", .string, "the log group"),
        Field("@logStream", .string, "the stream in it"),
        Field("@ingestionTime", .timestamp, "when the log took it"),
        Field("@seq", .number, "place of its event in the whole log"),
    ]
}
