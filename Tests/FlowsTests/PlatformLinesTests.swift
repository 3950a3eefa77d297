import Flows
import Testing

/// The texts are those of CloudWatch, with our numbers.
@Suite struct `Platform lines` {
    let executed = Executed(
        errorType: nil,
        isError: false,
        durationMicroseconds: 3008,
        initMicroseconds: 125_449,
        billedMilliseconds: 129,
        memoryUsedMB: 36,
        memorySizeMB: 128,
        resultBytes: 2,
        logBytes: 0
    )

    @Test func `a run has START, END and REPORT`() {
        #expect(PlatformLines.start(requestID: "r") == "START RequestId: r Version: $LATEST\n")
        #expect(PlatformLines.end(requestID: "r") == "END RequestId: r\n")
        #expect(
            PlatformLines.report(requestID: "r", executed)
                == "REPORT RequestId: r\tDuration: 3.01 ms\tBilled Duration: 129 ms\t"
                + "Memory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 125.45 ms\t\n"
        )
    }

    @Test func `a timeout is told before END and in the report, without the initialisation`() {
        let time = Timestamp(microseconds: 1_795_359_710_102_000)
        #expect(
            PlatformLines.timedOut(requestID: "r", at: time, afterMicroseconds: 3_003_000)
                == "2026-11-22T15:01:50.102Z r Task timed out after 3.00 seconds\n\n"
        )
        let aborted = Aborted(
            .timeout,
            errorType: "Sandbox.Timedout",
            durationMicroseconds: 3_000_000,
            initMicroseconds: 5,
            billedMilliseconds: 3000,
            memoryUsedMB: 30,
            memorySizeMB: 128
        )
        #expect(
            PlatformLines.report(requestID: "r", aborted)
                == "REPORT RequestId: r\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t"
                + "Memory Size: 128 MB\tMax Memory Used: 30 MB\tStatus: timeout\n"
        )
    }

    @Test func `a process that ended says how`() {
        let exited = Aborted(.exit, errorType: "Runtime.ExitError", exitStatus: 3)
        #expect(
            PlatformLines.exited(requestID: "r", exited)
                == "RequestId: r Error: Runtime exited with error: exit status 3\n"
                + "Runtime.ExitError\n"
        )
        let killed = Aborted(.signal, errorType: "Runtime.ExitError", signal: 9)
        #expect(
            PlatformLines.exited(requestID: "r", killed)
                == "RequestId: r Error: Runtime exited with error: signal: killed\n"
                + "Runtime.ExitError\n"
        )
        #expect(PlatformLines.exited(requestID: "r", Aborted(.timeout, errorType: nil)) == nil)
        #expect(PlatformLines.report(requestID: "r", exited) == nil)
    }

    @Test func `a cold start and a failed one are told`() {
        #expect(
            PlatformLines.initStart(runtimeVersion: "python:3.13", runtimeVersionARN: nil)
                == "INIT_START Runtime Version: python:3.13\tRuntime Version ARN: unknown\n"
        )
        #expect(
            PlatformLines.initReport(
                initMicroseconds: 1_005,
                phase: "init",
                status: "error",
                errorType: "Runtime.X"
            )
                == "INIT_REPORT Init Duration: 1.01 ms\tPhase: init\tStatus: error\t"
                + "Error Type: Runtime.X\n"
        )
    }

    @Test func `the tail is the last four kibibytes`() {
        let lines = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(Array(PlatformLines.tail(of: lines)) == Array(lines[904...]))
    }
}
