import Flows
import Testing

/// The layouts of AWS's own log lines, to the byte.
struct PlatformLinesTests {
    private let id = "8f507cfc-1f2b-4b6f-9c6e-7f3a9c210000"

    @Test
    func `lines of an answer`() {
        let warm = Executed(
            errorType: nil,
            isError: false,
            durationMicroseconds: 2904,
            initMicroseconds: nil,
            billedMilliseconds: 3,
            memoryUsedMB: 36,
            memorySizeMB: 128,
            resultBytes: 2,
            logBytes: 0
        )
        #expect(PlatformLines.start(requestID: id) == "START RequestId: \(id) Version: $LATEST\n")
        #expect(PlatformLines.end(requestID: id) == "END RequestId: \(id)\n")
        #expect(
            PlatformLines.report(requestID: id, warm)
                == "REPORT RequestId: \(id)\tDuration: 2.90 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t\n"
        )
        var cold = warm
        cold.durationMicroseconds = 3008
        cold.initMicroseconds = 110_096
        #expect(
            PlatformLines.report(requestID: id, cold)
                == "REPORT RequestId: \(id)\tDuration: 3.01 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t\n"
        )
    }

    @Test
    func `lines of a failure`() {
        let timeout = Aborted(
            .timeout,
            errorType: "Sandbox.Timedout",
            durationMicroseconds: 3_000_000,
            initMicroseconds: 1,
            billedMilliseconds: 3000,
            memoryUsedMB: 64,
            memorySizeMB: 128
        )
        #expect(
            PlatformLines.report(requestID: id, timeout)
                == "REPORT RequestId: \(id)\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: timeout\n"
        )
        let moment = Timestamp(microseconds: 1_795_359_710_102_000)
        #expect(
            PlatformLines.timedOut(requestID: id, at: moment, afterMicroseconds: 3_000_000)
                == "2026-11-22T15:01:50.102Z \(id) Task timed out after 3.00 seconds\n\n"
        )
        let exit = Aborted(
            .exit,
            errorType: "Runtime.ExitError",
            exitStatus: 1,
            durationMicroseconds: 5000,
            billedMilliseconds: 5,
            memoryUsedMB: 9,
            memorySizeMB: 128
        )
        #expect(
            PlatformLines.exited(requestID: id, exit)
                == "RequestId: \(id) Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n"
        )
        #expect(
            PlatformLines.report(requestID: id, exit)?.hasSuffix(
                "\tStatus: error\tError Type: Runtime.ExitError\n"
            ) == true
        )
        let killed = Aborted(.signal, errorType: "Runtime.ExitError", signal: 9)
        #expect(
            PlatformLines.exited(requestID: id, killed)
                == "RequestId: \(id) Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n"
        )
        #expect(PlatformLines.report(requestID: id, killed) == nil)
        #expect(PlatformLines.exited(requestID: id, timeout) == nil)
    }

    @Test
    func `lines of an initialisation`() {
        #expect(
            PlatformLines.initStart(
                runtimeVersion: "python:3.13.v45",
                runtimeVersionARN: "arn:aws:x"
            )
                == "INIT_START Runtime Version: python:3.13.v45\tRuntime Version ARN: arn:aws:x\n"
        )
        #expect(
            PlatformLines.initReport(
                initMicroseconds: 137_690,
                phase: "init",
                status: "error",
                errorType: "Runtime.ImportModuleError"
            )
                == "INIT_REPORT Init Duration: 137.69 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError\n"
        )
        #expect(
            PlatformLines.initReport(
                initMicroseconds: 9_999_790,
                phase: "init",
                status: "timeout",
                errorType: "Sandbox.Timedout"
            )
                == "INIT_REPORT Init Duration: 9999.79 ms\tPhase: init\tStatus: timeout\n"
        )
    }

    @Test
    func `the tail of a log has 4096 bytes at most`() {
        #expect(PlatformLines.tail(of: Array(repeating: 65, count: 5000)).count == 4096)
        #expect(PlatformLines.tail(of: [65]) == [65])
    }

    @Test
    func `the id a function sees is a version 4 behind a door, the caller's own id elsewhere`() {
        let flow = FlowID(high: 0x0193_A5B0_0000_7ABC, low: 0x8123_4567_7F3A_9C21)
        #expect(flow.lambdaRequestID(kind: .door) == "0193a5b0-0000-4abc-8123-45677f3a9c21")
        #expect(flow.lambdaRequestID(kind: .direct) == flow.description)
    }
}
