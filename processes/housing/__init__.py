"""Housing benefits: what lives here gives a household a home at a lower rent, or helps such homes to be built."""
