import Testing

@testable import Lambda

/// The documents that the host makes, byte for byte as AWS makes them.
struct HostErrorTests {
    @Test(arguments: [
        (
            HostError.timedOut(seconds: 3),
            #"{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ID Error: Task timed out after 3.00 seconds"}"#
        ),
        (
            HostError.exited(status: 0),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited without providing a reason"}"#
        ),
        (
            HostError.exited(status: 7),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: exit status 7"}"#
        ),
        (
            HostError.signalled(9),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: signal: killed"}"#
        ),
        (
            HostError.signalled(11),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: signal: segmentation fault"}"#
        ),
        (
            HostError.signalled(40),
            #"{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ID Error: Runtime exited with error: signal: signal 40"}"#
        ),
        (
            HostError.noEntrypoint(
                path: "/var/task/bootstrap",
                reason: "no such file or directory"
            ),
            #"{"errorType":"Runtime.InvalidEntrypoint","errorMessage":"RequestId: ID Error: fork/exec /var/task/bootstrap: no such file or directory"}"#
        ),
        (
            HostError.tooLarge,
            #"{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}"#
        ),
    ])
    func `each has the words of AWS`(_ error: HostError, _ document: String) {
        #expect(String(decoding: error.document(requestID: "ID"), as: UTF8.self) == document)
        #expect(errorType(inDocument: error.document(requestID: "ID")) == error.errorType)
    }

    @Test(arguments: [
        (#"{"errorMessage":"x","errorType":"KeyError"}"#, "KeyError"), (#"{"errorType":7}"#, nil),
        ("[]", nil), ("", nil), ("not json", nil), (#"{"errorType":"Cut"#, nil),
    ])
    func `the type is read from any document, or there is none`(
        _ document: String,
        _ expected: String?
    ) {
        #expect(errorType(inDocument: Array(document.utf8)) == expected)
    }
}
