"""The proofs. One folder a room, a cast of persons, situations that say themselves; never random, never asleep."""
