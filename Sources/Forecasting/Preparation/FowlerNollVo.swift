/// FNV-1a over bytes, 64 bits: the same on every machine and run.
///
/// Source: Fowler, Noll & Vo (1991).
enum FowlerNollVo {
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
