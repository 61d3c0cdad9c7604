#include "CDecisionWeights.h"

// #embed is of C23; the compiler knows it in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char weights[] = {
#embed "decision.json"
};

const unsigned char *hr_decision_weights(void) { return weights; }

size_t hr_decision_weights_size(void) { return sizeof weights; }
