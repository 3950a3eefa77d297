/// The program's version: what `--version` prints and what the service records at its start.
public let waybillVersion = "0.1.0"
