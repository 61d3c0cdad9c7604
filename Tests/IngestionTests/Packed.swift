import CapacityModel
import Foundation
import Ingestion

/// One small samples file, plain and packed by the three tools of the trade, each as one member and as two.
///
/// Made with gzip 1.12, zstd 1.5.4 (checksums on) and xz 5.4.1 at their highest levels from `Packed.text`.
enum Packed {
  /// 400 rows of four machines.
  static var text: String {
    var text = "entity,timestamp,configured_kib,used_kib\n"
    for row in 0..<400 {
      text += "vm-\(row / 100),\(1_378_080_000 + 300 * row),8388608,\(row * 1000)\n"
    }
    return text
  }

  /// The whole text as one member.
  static func whole(_ format: Compression) -> [UInt8] { parts(format)[0] }

  /// The text cut before `vm-2`, each part a member of its own.
  static func two(_ format: Compression) -> [UInt8] { parts(format)[1] + parts(format)[2] }

  private static func parts(_ format: Compression) -> [[UInt8]] {
    let texts =
      switch format {
      case .gzip: gzip
      case .zstd: zstd
      case .xz: xz
      }
    return texts.map { Array(Data(base64Encoded: $0, options: .ignoreUnknownCharacters) ?? Data()) }
  }

  private static let gzip = [
    """
    H4sIAAAAAAACA2Xa26oY1xEG4fs8iwLT3ev4NCEHJYggJ8SyIW8fkY2GrpKvDL8vzIcOXWvP51++ffn230/fvnz9/Ou3
    P3/996e//uuXv3/5x2//+fy3P/3zy18+/fbrx7/84fevf3w+Re3znOf7P59OnbOe8+nBUm2J7/8ZxtXG9HjbWBoj2zg8
    zjZOj6eNS2NGG7fH0cbjcbfxaqxHCFxBZKPqRmGk6khhpdGVwkyjM4WdRncKQ80OFZaaXSpMNTtV2Go9+jXBtVulrRZ+
    Pdlqdau01e5WaavdrdJWu1ulrU63SludbpW2Ot0qbXUf/Rbh2q3KVrdbla0ufvPJ6j7dqobXblXTa7cqWd3oVrW9dqs6
    XrtVyermoz8xuHarEV671Uiv3WrYqvAnla2qWw1bVbcathrdathqdKthq9Gthq3moz9AuXaraavZraatZreatlrdatpq
    4Y91W61uNW21u9W01e5W01a7W01bnUd/n3DtVstWp1stW51utWx1u9Wy1e1Wy1YXfwfS6vv/Y7da22u3Wsdrt1pXazz6
    65Vrt9rhtVvt9NqtdmnNbrWH1261p9dutW1VOBhsVd1q26q61bbVeHRtcO1Wx1ajWx1bjW51bDW71bHV7FbHVrNbHVut
    bnVstXBd2Wp1q2Or/ej44tqtrq12t7q22t3q2up0q2ur062urU63ura63era6nara6uLU/SHVXys8fx0i3LmvR6ecY0+
    6Rnn6FOacbV//BLHjIP0mZ5xkT5LM273j18TmHGTPsczjtLHarzgw2o64a3GGz6sxiM+rMYrPqzGMz6sxjs+rMZDPqzG
    Sz6sxlM+rIZbPtJqOOYjrbZYPlbDOR9pNdzzkVbDQR9pNVz0kVbDSR9pNdz0kVbDUR9pNVz1UVbDWR9lNdz1UVa7DEap
    JS77qOEZajU9Q62kljjuo7ZnqNXxDLWSWuK+j/F4htoIz1Ab6Rlqw2rFzrYajvwYVsOVH8NqOPNjWA13fgyr4dCPYTVc
    +jGthlM/ptVw68e0Go79mFbDtR/TaovPE1bDvR/Tajj4Y1oNF39Mq+Hkj2k13PyxrIajP5bVcPXHshrO/lhWw90fy2o4
    /GNZ7fJVR2qF0z/W9gy1dTxDbUmtcP3HfjxDbYdnqO30DLUttUIBxB6eobanZ6htqxUfw6yGCohtNWRAbKuhA+JYDSEQ
    x2oogThWQwrEsRpaII7VEANxrIYaiGM15EAcqy2+IVoNQRDHaiiCuFZDEsS1GpogrtUQBXGthiqIazVkQVyroQviWg1h
    ENdqKIO4Vrt8ev2hlh/zeH56e+WMx9e3Dd6Zr/npGc+vbxv8mNEG+bbBO+MB9m2Dd8YL7NsGP2a0Qb5t8M54g33b4J3x
    CPtYDW2QYbXik7XV0AYZVkMbZFgNbZBhNbRBhtXQBhlWQxtkWA1tkGE1tEGG1fjOn1bjQ39aTS/9VuNTf1qNb/1pNT72
    p9X42p9W43N/Wo3v/Wk1Pvin1dAGWVZDG2RZDW2QZbXLH5BIbaINsoZnqNX0DLWS2kQbZG3PUKvjGWoltYk2yPF4htoI
    z1Ab6Rlqw2rFnytZDW2Qw2pogxxWQxvksBraIIfV0AY5rIY2yGk1tEFOq6ENcloNbZDTamiDnFZb/HGc1dAGOa2GNshp
    NbRBTquhDXJaDW2Qy2pog1xWQxvkshraIJfV0Aa5rIY2yGW1y59iSm2hDXJtz1BbxzPUltQW2iD34xlqOzxDbadnqG2p
    LbRB7uEZant6htq2WvGHv1ZDG+S2Gtogt9XQBnmshjbIYzW0QR6roQ3yWA1tkMdqaIM8VkMb5LEa2iCP1RZ/Zm41tEEe
    q6EN8loNbZDXamiDvFZDG+S1Gtogr9XQBnmthjbIazW0QV6roQ3yWu3yU4MfavUx7+enbw0442ODtw3eGV8bvG3wzvzW
    pzSjDeptg3fGBwdvG7wzvjh42+DHjDaotw3eGd8cvG3wzvjo4LEa2qDCasVPNKyGNqiwGtqgwmpogwqroQ0qrIY2qLAa
    2qDCamiDCquhDSqshjaotBraoNJqi1+2WA1tUGk1tEGl1dAGlVZDG1RaDW1QaTW0QaXV0AaVVuPXQGU1fg5UVuP3QGU1
    fRAktcMvgmp4hlpNz1ArqR1+FFTbM9TqeIZaSe2gDWo8nqE2wjPURnqG2rBa8Tsqq6ENalgNbVDDamiDGlZDG9SwGtqg
    htXQBjWthjaoaTW0QU2roQ1qWg1tUNNqi5+fWQ1tUNNqaIOaVkMb1LQa2qCm1dAGtayGNqhlNbRBLauhDWpZDW1Qy2po
    g1pWu/xqT2oXbVBre4baOp6htqR20Qa1H89Q2+EZajs9Q21L7aINag/PUNvTM9S21YofO1oNbVDbamiD2lZDG9SxGtqg
    jtXQBnWshjaoYzW0QR2roQ3qWA1tUMdqaIM6Vlv8RtRqaIM6VkMb1LUa2qCu1dAGda2GNqhrNbRBXauhDepaDW1Q12po
    g7pWQxvUtdrlp7X/V/sfkg0ghigwAAA=
    """,
    """
    H4sIAAAAAAACA2XYy2qdRxRE4Xme5QS6+rr7aYwdK0EEOSGWDX77CItA1YpGgqWB+DiX2v/Tl9fn1x+P1+eXp6+vH1/+
    fvz215ffn//49s/T5w9/Pn96fPv6/ssv319+bQ+NU63a28+jRtVu9WhRhhW9/VnEbbEzXosDUd3iZFwWF2NZ3IhdFg/j
    tFiMx+JFHA0IWYOIRsONRKThSKLSdCWRaTqT6DTdSYRaDiVKLZcSqZZTiVa74TWR1a06rXa8nmi13arT6rhVp9Vxq06r
    41adVuVWnVblVp1W5VadVrfhLZLVrQatrlsNWt1488HqNrcak9WtxmJ1qwGrK7cah9WtRrG61YDV7Q2fGFndaorVrWZn
    datJqxGfVLQabjVpNdxq0mq61aTVdKtJq+lWk1ar4QM0q1stWi23WrRabrVotd1q0WrHxzqttlstWh23WrQ6brVoddxq
    0aoavk+yutWmVbnVplW51abVdatNq+tWm1Y3vgPT6u1/dKt9WN1qF6tb7Yuqhq/XrG51xOpWp7O61Rmo3a3OZHWrs1jd
    6tBqxGCg1XCrQ6vhVodWs2FtZHWrotV0q6LVdKui1XKrotVyq6LVcqui1XarotWOdUWr7VZFq9MwvrK61aXVcatLq+NW
    l1blVpdW5VaXVuVWl1bXrS6trltdWt2Yov9Z6b2q/W+LZs69LuZYo60zxxxtAzlW+/tLPHIM0raYY5G2jRzb/f01ETk2
    aSvmGKWNarngRTVMeKrlhhfVcsSLarniRbWc8aJa7nhRLYe8qJZLXlTLKS+qxZZXp1qMeXWq7bx8qBZzXp1qsefVqRaD
    Xp1qsejVqRaTXp1qsenVqRajXp1qseo1qBazXoNqses1qHbzYIRaj2WvMZlDbSzmUBtQ6zHuNQ5zqI1iDrUBtR77XrMx
    h9oUc6jNzhxqk2oj72yqxcjXpFqsfE2qxczXpFrsfE2qxdDXpFosfS2qxdTXolpsfS2qxdjXolqsfS2q7Xw8QbXY+1pU
    i8GvRbVY/FpUi8mvRbXY/NpUi9GvTbVY/dpUi9mvTbXY/dpUi+GvTbWbT3WgNmL6ax/mUNvFHGobaiPWv05jDrUj5lA7
    nTnUDtRGXAA6kznUzmIOtUO1kQ/DqBZXgA7V4gzQoVrcASqqxSGgolpcAiqqxSmgolrcAiqqxTGgolpcAyqqxTmgotrO
    Z4hUi4NARbW4CHSpFieBLtXiJtClWhwFulSLq0CXanEW6FIt7gJdqsVhoEu1uAx0qXbz0etPtX8Ba26nkPAXAAA=
    """,
    """
    H4sIAAAAAAACA13XOw4kNgwE0dxnWQMjtShSh3K65/dn4bGrmBGdvax+/vH7/rHSs87nr/sxmbmf+bH//j6//fzfHMzL
    88W8PT/M0bw25uO5MJfnwXw174W5PR/M47kxP82B2rJaoLasFqgtqwVqy2oHastqB2rLagdqy2oFtWW1gtqyWkFtWe1C
    bVvtQm1b7UJtW+1CbVutobat1lDbVmuobasN1LbVBmrbagO1bbUHtVjtQS1We1CL1R7UIrX6QC3HM9RSnqEWqdWCWtoz
    1DKeoRap1Yba+XiG2lmeoXa2Z6gdqwVqx2qB2rFaoHasdqB2rHagdqx2oHasVlArqxXUymoFtbJaQa2sdqFWVrtQK6td
    qJXVGmpltYZaWa2hVlYbqF2rDdSu1QZq12oDtWu1B7VrtQe1a7UHtSu1+4Habc9Qu+MZaldq/zj8N/fHM9R6eYZab89Q
    a6ndDbU+nqHW5RlqbbVAra0WqLXVArW22oHaWO1Abax2oDZWO1AbqxXUxmoFtbFaQW2sdqE2VrtQG6tdqI3VGmrPag21
    Z7WG2rNaQ+1ZbaD2rDZQe1YbqD2rPag9qz2oPas9qL1/1fJrbrRBvm3wnYN5eb6Yt+eHOZrRBvm2wXcuzOV5MF/NaIN8
    2+A7H8zjuTFbDW2QZTW0QZbV0AZZVkMbZFkNbZBlNbRBltXQBllWQxtkWQ1tkGU1tEGW1dAG2VZDG2RbDW2QbTW0QbbV
    0AbZVkMbZFsNbZBtNbRBttXQBtlWQxtkWw1tkFgNbZBYDW2QWA1tkEht0AbJ8Qy1lGeoRWqDNkjaM9QynqEWqQ3aIOfj
    GWpneYba2Z6hdqyGNsixGtogx2pogxyroQ1yrIY2yLEa2iDHamiDlNXQBimroQ1SVkMbpKyGNkhZDW2QshraIGU1tEHK
    amiDlNXQBimroQ1yrYY2yLUa2iDXamiDXKuhDXKthjbItRraIFdqD22Q256hdscz1K7UHtog/fEMtV6eodbbM9Raag9t
    kD6eodblGWptNbRB2mpog7TV0AZpq6ENMlZDG2SshjbIWA1tkLEa2iBjNbRBxmpog4zV0AYZq6ENMlZDG2SshjbIsxra
    IM9qaIM8q6EN8qyGNsizGtogz2pogzyroQ3yrIY2yLMa2iC/2uBPCzeNzzgYAAA=
    """,
  ]

  private static let zstd = [
    """
    KLUv/QRoDSUA2nxMDhuAa5YDAIKRQEISz2NAZAxFpiSlTEnEEnK5wQLzANUA1QAjxb6JzSTGNVbBGMVijYhFbKtyvaRc
    K6p/ai7Ft8os8qqOCtdNv5A/on/mM3JOX8KT7JV4SNm9pfZKPsdDMVnXaNrchWNFjpOEaRG7iV5DU0KsUp1EH/VB8Rr7
    I/bMNKeZIRlSp4ZDs+nExJRYLiKWCck7MhVhK0UKcVKGBKveK3M36mM6IWVU3G0VS7W2olFF/5SbO/EejoV0WUQSjaVg
    UM3zyXgb2mU2IqN0VY66tbFomRd6pG9mwrWCFI+INR6HB/39ISLicXeHALDgAIFBg8MABQQBCiQsaHBAwQBDAgIHBQsC
    GhgkLCg0HB40KDQwJASTINdgBYMUCzYiGCFj1VyvSbm2oto/tbnU+NbKrJFXq6MWrs/0T8jfiL7PfDPycfqV8CPZV4kv
    pDz3ntTeSt453lA8sl6NHm1eF16saI7TJExbdDfRXkObEhqrtDpp9NH6oMVrZn8m9mym2WlmQzIjdVbDGc1mnZjFlMxy
    mYhlE5K9I5uKjK2sSBlxsjJkweq8dzJ3G3WP6SakY3B3uyp2VOta0UUV55+Tm9uJu4cbC0eXKyJHNK4UXFBtnm8y3ja0
    XWYbkY3SrcqNuq2NLVox8zGhYwGMUizaiGiE1yq6XpRycUXFf4pzKfItllkkr1hHMVyn6aeQzxGdnzln5OT0LOFJsrMS
    Z0iZ7k2pzZXMc8yhmGTNGk3azC7MWBEdJ0qYuKDdRHwNcUqIrBLrJNJH7IMYr6H9odjDmYanGQ7JkNRhDYc0G3ZiGFNC
    y4UiFk5I+I5wKkK2wiKFxAnLEAar9F7KXG5UPqackJIxu1tWsaRa2Yoyqkj/pNzkTuQ95FhIumQRSaKRpSCDavR8lPG4
    ofEy44iMlI5VjtSNbYzRCpoPCh0cKfhNcAIIEVFV16tSrq6o+k91LlW+1TKr5FXrqIbrNf0V8jui9zPvjLycviV8SfZW
    4g0p170rtbuSe447FJesW6NLm9uFGyuq41QJUxe1m6ivoU4JlVVqnVT6qH1Q4zW1PxV7OtP0NNMhmZI6reGUZtNOTGNK
    arlUxNIJSd+RTkXKVlqklDhpGdJgtd5bmduN2se0E9IyvrttFVuqta1oo4r1z8rN7sTew46FpcsWkSUaWwo2qFbPVxmv
    G1ovs47ISula5Urd2sYaraj5qNDRkaLfRGcS5RqtCIMiqBJgsNwV9o8x4lc6EkggEAQUBv5AQQVGgwWsBGTAUHCBI4gE
    FIMWrMQSSRfTC40MAtBI2KCBQQS8j1IqbOhFtAJHgwUsAjJgaHCB8xpoAKh+i2e6QKRq8rGQCwgEFRoNcv0oJEKGL6ct
    YCRIULGQAwQGFfIWrMQSoRfTC40MAlBk2KCBQQTmZdEA0PotnnSBSNXKx0IOEAgqdDTI9UNIhAy/nLaASJCgYkMOEAgq
    5C1YE0uELqYXGjkIQJGwQQODEXAseFk0QPtVWWUVOFiqhQ4KFmrx4P9DgIFRKrQgYJAKBw4UJMKGggMPDBLh4MABYkhR
    gPyn+0+3P936TAsAyIJs7UYrTg+tAjR8CQ==
    """,
    """
    KLUv/QRopRMAlrx2G2BrqjnAzGnE11PzqLCGYYBbZHf3NtMPwwACHIUAbABkAESajDpFNUQyQydCJtNIUMgN79Cct2nU
    VNBI3MydjN0zFxN3wlaolGtSlhRJhCNnImbLWEjYzepU/LJLdREtNN/INj8TxxylJFysV03yXIhFPNE4NKydHiIiGuV8
    CAALDhAYNDgMUEAQoEDCggYHFAwwJCBwULAgoIFBwoJCw+FBg0IDQ0JxTbE88YXEFscTEUf8d7weHe+za+uqdNK5o5zx
    G8YFr7SWjN2srWoVVWp6JDW6Q9GgI6ekIR9jpVhCFBneQnvOwfiMUaOgHXFp1iurI5Mbu4pZt2lY9IpsEVnTqlZVRiU2
    dSVldU1FRR2RShRfSW11PRV11NGk0kSkJ6M7RdcQLTP0idAm0yNBh9zMO9Oc3+ZGzRU0S8jlzHcy2z3PxRx3MluZSvma
    XJZcJFk48pnIZstjIYfds/pU/Mu+VF9ELzR/I2/zz8THXExpTMJ4sbhXCBFxN683He/P7rbuKt3SuY9yG7+HcQev09rJ
    2DfrrepV1KWmH0k3ug9FDzrOKachf4xXipcQFxl+C7fnc/D4bEZtCtrHXJrdK7uObLmxr2Jbt6dhR68mWxNZT6trVZdR
    LTYVgZCoETCsW2H/GAPhKx0RJAhC4BcSH6MQPYhNgR1UDpEHsRXYgcohehCb/BNlBXagcogexKbADiqHyIPYCuxAFZlV
    VmALKofoQdQK7KByED2IrcAWVIxFHqMA6KN1bC071cZxcU2dMo+HO4XWlfFoHVvGTrXhXFyLDdaVeWgdW6NOtUWCm1g+
    7x6fzwuuAPCMZKuHKq5/FZZhaT4=
    """,
    """
    KLUv/QRozQ4AZmlPENAVOlEBgWWSUsqU3lsE2whKAEoASAB2tVO6i7WIDxI5n8iiE7qqU3TNq6I/TvycRChKrukMPeum
    SB5ClHmIRDRc7pj2OBf1UWLnFGGUrnVGA7ZtDd/8fti24MkMDQgGATW/yKN3UYdoWo2K5jHEmYuIRMUVnaBjXxT5YaLn
    FWm0LnZIczQW7THihvMSqWi53jn9zV5EDyLSfEQmOi7pCC2TSVE8ghhzizgajyDG3CKO2tVO6S7WIj5I5Hwii+50Vafo
    mldFf5z4OYlQlFzTGXrWTZE8hCjzEIlouNwx7XEu6qPEzinCKF3rjN7mjeiiehQxgG1F9ShizS/y6F3UIZpWo6J5DHHm
    IiJRcUUn6NgXRX6Y6HlFGq2LHdIcjUV7jLjivEQqWq53Tn+zF9GDiDQfkYmOSzpCy2RSFAGBj6gR4PHa/wzhbwYRJAQI
    gQLhBT4Qygai0S+CaJQKZJRSIBuJQv8FIuQI2eh/gGwkCmUELJCNRKH/AqFRlhzhF2oWyEYiShsJhbKB/6JUIBuJEv0W
    wDiFYgPR5gtEo1Qgo1SBbEgU+i8QIUfIRv8DspFIKCNggWwkCv0XiEZZcgi/ULNANhJR2kgUygb8F6UC2UgTDYurqgKd
    n8c7
    """,
  ]

  private static let xz = [
    """
    /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4DAnAy1dADKbiu815LqrJS6LZR6ryPmrmnS+d4V0NrDevL6E/oJR36erGLvu
    O4SJDOAidzKXrSc+VX6gl1EsNBm9D2hstQvsRov2vtALWpNBzCmP+hUQDVpqavoQ6AIqO1ANcn5fJkKrpYKo9e35RVY9
    fHZ7iEFqXyKrMF8mT3TY9Y/MDyz5g2k2aIZxTTmxwDo3fYfy5rJYKLi46KTJBDv+7M5v3BPqE/jH0fcHcSg/FYL7Gwac
    syv3tuTkgU5t7kVoxsNo7b0hzd7L9u2SRnj2O4HoUjs/EhyQJJpVRs90IuWO4D8Cr3QhC5l/f1GZXjxobHJFddjGTLp4
    uRwePyTenAB5G0mZbN94UtaPwrVvS5jVF/WYxMDM4VI8oqhyJWneviSu5w6P9dLe16csVXVLcdfwOKXPL3tcTn/zGXwp
    y/51I6mJeRCUCmjtSDOsG+UUPRtn9W4ouIDMqlGVoHU+5q5CPESt2AOnIcXswhhzAQTUb9hyog8c9dE9aw4F77meMeA4
    ldUnsDZalVlAx4q8IytOroCrNZ+ll+jdxOc0c09ZyAo9wCNA7jyrQlRLnd8QhgupLaZ6oCfLTT62uz3N4V2tDK020cQh
    L4jwsewvk84TnxEMcLeQBTYamz0NKeqJduYgimghcap1Ilzuzkq1bDlTZcvKWDQ60iMXNIof/GX13OgFuabFAZ6fe6z5
    Z6K7GMjabHVQorDQeAlu8cX9WH3YWpUUmbrax0MFhLYll81KsaGSUToZ6SljacD3P6/X9gzwxEz+updSzKPyMS9iZqD6
    Hc8BYEyidF2sRMl/LlDX1WqoGHNSVWDoIiTUKcfgu1PYre61Urgl1Ll+Cx5VkqZ1pSwCkhI0IDmWnyVe5Bd9DJXrS/62
    ISrdmDqKXBgsp4L4ZJ/HwPOrFxFHESuqrr5mfy9n1hg2SHeKOQZVnJjMQUu/PKZFiPl1/e84EFwi8riGSADuU7s75FGb
    3X6d+Qsr5oWWt4atDvn4wwSpAW6GECp+CXRmEP1SRpltYxJwoZMh7Dhg6uodjZl7wi+yUzxZPpy2Up6IY9wVjqcNNJbI
    iBzBEftGq3Sq3kJliV8loAAAAACttOUxg0fQeQAByQaoYAAAy5T6urHEZ/sCAAAAAARZWg==
    """,
    """
    /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4BfvAe9dADKbiu815LqrJS6LZR6ryPmrmnS+d4V0NrDevL6E/oJR36erGLvu
    O4SJDOAidzKXrSc+VX6gl1EsNBm9D2hstQvsRov2vtALWpNBzCmP+hUQDVpqavoQ6AIqO1ANcn5fJkKrpYKo9e35RVY9
    fHZ7iEFqXyKrMF8mT3TY9Y/MDyz5g2k2aIZxTTmxwDo3fYfy5rJYKLi46KTJBDv+7M5v3BPqE/jH0fcHcSg/FYL7Gwac
    syv3tuTkgU5t7kVoxsNo7b0hzd7L9u2SRnj2O4HoUjs/EhyQJJpVRs90IuWO4D8Cr3QhC5l/f1GZXjxobHJFddjGTLp4
    uRwePyTenAB5G0mZbN94UtaPwrVvS5jVF/WYxMDM4VI8oqhyJWneviSu5w6P9dLe16csVXVLcdfwOKXPL3tcTn/zGXwp
    y/51I6mJeRCUCmjtSDOsG+UUPRtn9W4ouIDMqlGVoHU+5q5CPESt2AOnIcXswhhzAQTUb9hyog8c9dE9aw4F77meMeA4
    ldUnsDZalVlAx4q8IytOroCrNZ+ll+jdxOc0c09ZyAo9wCNA7jyrQlRLnd8QhgupLaZ6oCfLTT62uz3N4V2tDK020cQh
    L4jwsewvk84TnxEMcLeQBTYamz0NKeqJduYgimghcap1Ilzuzkq1aDSwYAAAOyZKNkNWA7kAAYsE8C8AAHyB1fexxGf7
    AgAAAAAEWVo=
    """,
    """
    /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4Bg3AZldADsbQaG4sbsSaVdJ7Pe+8YVnMka+563FqtSZH4pxKYUy1EE8GOvw
    zu2Wlv4KZeaPuS8L5zy4SfleRxVxBB6+9dbDGdC36AFUS4SJ+HXAmbY+wkgE8257SWf+XbO12zbsG6RKo1TWQJAncwOE
    aLR2U07TO3ytiyr/jfyebG0eiFAgXMKye1eGQXmEwYKl4LX7gjjF9HJKl/fKe1yY4HfN+fzgeJ+2ueB4wJTQ7f2BQU7E
    181IibK4vk++ER/cQqHudBXBxIxneQO9n67o1Qkz+5c95e9PPK8jJppXcksl4T5TqF3Z26IOWgXVvg8NNoori48subO4
    /1luQcQhOraWiCpQtEsqKgR75ARhC3Zb5CJOnrieFJUHBMysdCK0vqmUEheK0knjmnTNvYw35MxKveOKPdvWjcYH5Rvw
    qpoCGgKSTkoIEnv1oO90tQ7uG+HxIGufSwFE76RDRKsDIx6R5HEUHF9RGIStSolb+rti+uJj5YpzEq+vGry+CKDqWa/4
    8/cB60RhWkwZgHbenGSB45L+F6VOTLmHgwAAAAAArDIMW9G0YncAAbUDuDAAAC6vXzKxxGf7AgAAAAAEWVo=
    """,
  ]
}
