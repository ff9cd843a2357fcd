//! The endpoints of services, where none is configured.
//!
//! Knows those that calls went to. Gives them again without reading them anew. Must never choose one.

use std::ptr;
use std::sync::{Mutex, PoisonError};

use crate::runtime::endpoint::{Endpoint, Service};
use crate::runtime::error::Error;

/// Maximum number of endpoints that are kept; beyond it, the oldest is dropped.
const CAPACITY: usize = 16;

/// Endpoints of services, by region. Small: a client has few services and regions at a time.
#[derive(Default)]
pub(super) struct Endpoints(Mutex<Vec<Known>>);

struct Known {
    service: &'static Service,
    region: Box<str>,
    endpoint: Endpoint,
}

impl Endpoints {
    /// The endpoint of a service in a region; the dual-stack one if requested, which must be the same for
    /// all calls.
    ///
    /// # Errors
    ///
    /// As [`Service::endpoint`].
    pub(super) fn of(
        &self,
        service: &'static Service,
        region: &str,
        dual_stack: bool,
    ) -> Result<Endpoint, Error> {
        // An endpoint is put there whole or not at all.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |known: &&Known| {
            // The same constant may stand in several places.
            let is_same = ptr::eq(known.service, service) || known.service == service;
            is_same && *known.region == *region
        };
        if let Some(known) = known.iter().find(is_it) {
            return Ok(known.endpoint.clone());
        }
        let endpoint = service.endpoint(region, dual_stack)?;
        if known.len() >= CAPACITY {
            known.remove(0);
        }
        known.push(Known {
            service,
            region: region.into(),
            endpoint: endpoint.clone(),
        });
        Ok(endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Service = Service {
        signing_name: "here",
        default_region: "one",
        endpoints: &[("one", "one.example.com"), ("two", "two.example.com")],
        pattern: None,
    };
    const THERE: Service = Service {
        endpoints: &[],
        pattern: Some("{region}.example.com"),
        ..HERE
    };

    #[test]
    fn every_service_and_region_keeps_its_own_endpoint() {
        let endpoints = Endpoints::default();
        let host = |service, region: &str| {
            let endpoint = endpoints.of(service, region, false).unwrap();
            endpoint.host().to_owned()
        };
        for _ in 0..2 {
            assert_eq!(host(&HERE, "one"), "one.example.com");
            assert_eq!(host(&HERE, "two"), "two.example.com");
            assert_eq!(host(&THERE, "one"), "one.example.com");
            assert_eq!(host(&THERE, "three"), "three.example.com");
            assert!(endpoints.of(&HERE, "three", false).is_err());
        }
        assert_eq!(endpoints.0.lock().unwrap().len(), 4);
        for number in 0..2 * CAPACITY {
            let region = format!("region-{number}");
            assert_eq!(host(&THERE, &region), format!("{region}.example.com"));
        }
        assert_eq!(endpoints.0.lock().unwrap().len(), CAPACITY);
    }
}
