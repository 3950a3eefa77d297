import EventStore
import Flows
import Synchronization
import Testing

@testable import Shell

/// The focus on a flow that is held.
struct HeldFocusTests {
    private static let id = "7f3a9c88"

    private func held(_ step: FlowStep, _ point: String) -> FlowEvent {
        var note = Noted(.held, operatorName: "ada", step: step)
        note.point = point
        note.breakpoint = "b1"
        return .noted(note)
    }

    private var resumed: FlowEvent {
        var note = Noted(.resumed, operatorName: "ada", step: .triggered)
        note.reason = .operator
        note.action = .step
        return .noted(note)
    }

    private func edited(_ event: String) -> FlowEvent {
        var note = Noted(.edited, operatorName: "ada", step: .triggered, content: "event")
        note.bytes = event.utf8.count
        return .noted(note)
    }

    private var beforeExecuted: Story {
        var story = Story(short: 0x7F3A_9C88)
        story.sent()
        story.triggered(event: #"{"a":1}"#)
        story.add(held(.triggered, "before executed"), after: 0.7)
        return story
    }

    @Test func `use stood at the start, and the focus stayed behind the flow`() {
        var story = beforeExecuted
        let told = Mutex(story.events)
        let console = Console(logPath: "/log") { () throws(LogError) -> any FlowLog in
            MemoryLog([told.withLock { $0 }])
        }
        func look(_ line: String) -> String {
            let before = console.output.count
            console.session.travel(to: Past(position: 1, time: Story.noon))
            console.session.travel(to: nil)
            console.run(line)
            return String(console.output.dropFirst(before))
        }
        _ = look("use \(Self.id)")
        #expect(console.session.focus?.promptText == "7f3a[2/5 held]")
        #expect(look("p event.a") == "1\n")

        let event = #"{"a":2}"#
        story.add(edited(event), after: 1, Content(.event, Array(event.utf8)))
        told.withLock { $0 = story.events }
        #expect(look("p event.a") == "2\n")

        story.add(resumed, after: 2)
        story.started()
        story.executed(after: 3)
        story.add(held(.executed, "before returned"), after: 3.1)
        told.withLock { $0 = story.events }
        #expect(look("p result").contains("statusCode"))

        _ = look("step")
        _ = look("back")
        #expect(console.session.focus?.promptText == "7f3a[3/5 executed]")
        _ = look("goto end")
        #expect(console.session.focus?.promptText == "7f3a[3/5 held]")
        _ = look("use -")
        #expect(console.session.focus == nil)
    }

    @Test func `a step can be named also while the flow is held`() {
        let console = Console([beforeExecuted.events])
        console.run("use \(Self.id):1")
        #expect(console.session.focus?.promptText == "7f3a[1/5 sent]")
        console.run("use off")
        #expect(console.session.focus == nil)
    }
}
