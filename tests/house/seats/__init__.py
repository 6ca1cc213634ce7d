"""Acts on seats: each works, each refusal, what was recorded, and every cell of act × quorum × moment."""
