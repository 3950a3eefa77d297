import HTTPServer
import Testing

@testable import Lambda

/// The errors as SDKs read them: status, `x-amzn-errortype`, body byte for byte.
struct InvokeErrorTests {
    @Test(arguments: [
        (
            InvokeError.functionNotFound(arn: "ARN:$LATEST"), 404, "ResourceNotFoundException",
            #"{"Type":"User","Message":"Function not found: ARN:$LATEST"}"#
        ),
        (
            .invalidContent("Could not"), 400, "InvalidRequestContentException",
            #"{"Type":"User","message":"Could not"}"#
        ),
        (
            .tooLarge, 413, "RequestEntityTooLargeException",
            #"{"Type":"User","Message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation"}"#
        ),
        (
            .eventTooLarge(bytes: 1_048_577), 413, "RequestEntityTooLargeException",
            #"{"Type":"User","Message":"1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)"}"#
        ),
        (
            .throttled(reason: "ReservedFunctionConcurrentInvocationLimitExceeded"), 429,
            "TooManyRequestsException",
            #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#
        ),
        (
            .unavailable, 500, "ServiceException",
            #"{"Type":"Service","Message":"An error occurred and the request cannot be processed."}"#
        ),
    ])
    func `each has its status, name and body`(
        _ error: InvokeError,
        _ status: Int,
        _ code: String,
        _ body: String
    ) {
        let response = error.response(requestID: "ID")
        #expect(response.status == status)
        #expect(response.headers.first(named: "x-amzn-errortype") == code)
        #expect(response.headers.first(named: "x-amzn-requestid") == "ID")
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }
}
