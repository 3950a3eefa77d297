import Flows
import Testing

@testable import Shell

@Suite struct `An edited text with masks` {
    private func restored(_ original: String, _ change: (String) -> String) -> String {
        let bytes = Array(original.utf8)
        let shown = String(decoding: maskedJSON(bytes, indent: 2) ?? bytes, as: UTF8.self)
        #expect(!shown.contains("s3cret"))
        return String(
            decoding: restoringMasked(Array(change(shown).utf8), from: bytes),
            as: UTF8.self
        )
    }

    @Test func `gets back the values behind them`() {
        let event =
            #"{"headers":{"authorization":"s3cret","a":"b"},"cookies":["s3cret"],"body":"{\"token\":\"s3cret\",\"qty\":2}","n":[1.50,true,null]}"#
        let edited = restored(event) { $0.replacing("\"b\"", with: "\"c\"") }
        #expect(edited == event.replacing("\"b\"", with: "\"c\""))
    }

    @Test func `finds header pairs by their name, wherever they stand now`() {
        let message =
            #"{"headers":[["authorization","s3cret"],["a","b"]],"body":""}"#
        let edited = restored(message) {
            $0.replacing("\"headers\": [", with: "\"headers\": [[\"x\",\"y\"],")
        }
        #expect(
            edited
                == #"{"headers":[["x","y"],["authorization","s3cret"],["a","b"]],"body":""}"#
        )
    }

    @Test func `keeps a new value in place of a mask`() {
        let edited = restored(#"{"token":"s3cret"}"#) {
            $0.replacing(maskedValue, with: "mine")
        }
        #expect(edited == #"{"token":"mine"}"#)
    }

    @Test func `that is no JSON any more stays as it is`() {
        let broken = Array("{\"token\": ‹masked›".utf8)
        #expect(restoringMasked(broken, from: Array("{}".utf8)) == broken)
    }
}
